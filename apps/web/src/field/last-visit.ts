/** The visit saved last, for as long as it can be undone with one tap. */
import { useSyncExternalStore } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';

export const undoSeconds = 10;
export const undoneSeconds = 4;

export interface LastVisit {
  visitId: string;
  personId: string;
  name: string;
  areaCode: AreaCode;
  savedAt: number;
  /** taken back at this instant (ms) */
  undoneAt: number | null;
}

let last: LastVisit | null = null;
const listeners = new Set<() => void>();

export const setLastVisit = (visit: LastVisit | null): void => {
  last = visit;
  for (const listener of listeners) listener();
};

export const useLastVisit = (): LastVisit | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
