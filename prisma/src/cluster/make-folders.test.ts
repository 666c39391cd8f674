import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolders } from './make-folders.ts';

it('makes a folder with those above it, and again does no harm', () => {
  const root = mkdtempSync(join(tmpdir(), 'qiaomen-folders-'));
  const path = join(root, 'a', 'b');
  makeFolders(path, 0o700);
  makeFolders(path, 0o700);
  expect(existsSync(path)).toBe(true);
  rmSync(root, { recursive: true });
});

it.runIf(existsSync('/proc/self'))('ends with an error where nothing can be made', () => {
  expect(() => makeFolders('/proc/nothing/x', 0o700)).toThrow(/ENOENT/);
});
