import { createContext, use } from 'react';
import type { PinChange } from './lock.ts';
import type { CarriedFile } from './unsent-file.ts';

export interface Lock {
  now(): void;
  change(current: string, next: string): Promise<PinChange>;
  /** unsent work with its pictures, sealed for the server, to be carried there by hand */
  unsentFile(): Promise<CarriedFile>;
}

export const LockContext = createContext<Lock | null>(null);

/** null where nothing is locked, as in a preview of one page */
export const useLock = (): Lock | null => use(LockContext);
