/**
 * What is searched for may be a name or a number: it stands neither in the address nor in the history, which lie on the
 * disk. It comes back with the page when the reader goes back to it, and is gone with the page's memory.
 */
import { useEffect, useState } from 'react';
import { useNavigationType } from 'react-router';

const kept = new Map<string, string>();

export const forgetSearches = (): void => kept.clear();

export const useSearchText = (page: string): [string, (text: string) => void] => {
  const cameBack = useNavigationType() === 'POP';
  const [text, setText] = useState(() => (cameBack ? (kept.get(page) ?? '') : ''));
  useEffect(() => {
    kept.set(page, text);
  }, [page, text]);
  return [text, setText];
};
