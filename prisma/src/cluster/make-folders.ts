import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder and those above it one by one. Node's own recursion never ends below /proc, where nothing can be made. */
export const makeFolders = (path: string, mode: number): void => {
  if (existsSync(path)) return;
  makeFolders(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // another start was a moment faster
    if (!existsSync(path)) throw error;
  }
};
