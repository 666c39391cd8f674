import { createContext, use } from 'react';
import type { PinChange } from './lock.ts';

export interface Lock {
  now(): void;
  change(current: string, next: string): Promise<PinChange>;
}

export const LockContext = createContext<Lock | null>(null);

/** null where nothing is locked, as in a preview of one page */
export const useLock = (): Lock | null => use(LockContext);
