/** Filters, sort, page and tab live in the address, so that back, reload and a shared link work. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export const usePageState = () => {
  const [parameters, setParameters] = useSearchParams();
  const get = (name: string): string | null => parameters.get(name);
  /** Changing a filter goes back to the first page, unless the page itself is what changes. */
  const set = useCallback(
    (changes: Record<string, string | null>) =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before);
          if (!Object.hasOwn(changes, 'page')) next.delete('page');
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  const page = Math.max(0, Number(parameters.get('page') ?? '1') - 1) || 0;
  return { get, set, page, parameters };
};
