import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hasRoom, isDiskFull } from './disk-space.ts';

it('a file that does not fit is known before its first byte', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-room-'));
  expect(await hasRoom(folder, 1)).toBe(true);
  expect(await hasRoom(folder, 2 ** 60)).toBe(false);
  await rm(folder, { recursive: true });
});

it.each([
  ['ENOSPC', true],
  ['EDQUOT', true],
  ['53100', true],
  ['ENOENT', false],
])('the system says %s', (code, full) => {
  expect(isDiskFull(Object.assign(new Error('write'), { code }))).toBe(full);
});
