/** What was saved last, for as long as it can be undone with one tap. */
import { useSyncExternalStore } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Command } from '@qiaomen/domain/command';

export const undoSeconds = 10;
export const undoneSeconds = 4;

interface LastAct {
  /** the commands that take it back, with whom each is about; null: it stands, as a dose that was given does */
  undo: readonly { command: Command | null; name: string }[];
  areaCode: AreaCode;
  savedAt: number;
  /** taken back at this instant (ms) */
  undoneAt: number | null;
}

let last: LastAct | null = null;
const listeners = new Set<() => void>();

export const setLastAct = (act: LastAct | null): void => {
  last = act;
  for (const listener of listeners) listener();
};

/** From now on, for ten seconds. */
export const offerUndo = (act: Pick<LastAct, 'undo' | 'areaCode'>): void =>
  setLastAct({ ...act, savedAt: Date.now(), undoneAt: null });

export const useLastAct = (): LastAct | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
