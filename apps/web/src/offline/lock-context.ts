import { createContext, use } from 'react';
import type { UnsentFile } from '@qiaomen/domain/device/query';
import type { PinChange } from './lock.ts';

export interface Lock {
  now(): void;
  change(current: string, next: string): Promise<PinChange>;
  /** unsent work, sealed for the server, to be carried there by hand */
  unsentFile(): Promise<UnsentFile>;
}

export const LockContext = createContext<Lock | null>(null);

/** null where nothing is locked, as in a preview of one page */
export const useLock = (): Lock | null => use(LockContext);
