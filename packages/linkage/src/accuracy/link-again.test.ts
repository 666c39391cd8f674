import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePrefecture } from '../testing/synthetic-prefecture.ts';
import { linkAgain } from './link-again.ts';

test('a later file finds the people of the register with the stored model, and looks only at its own rows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-again-'));
  try {
    await writePrefecture(folder, 2000, 1, 'a');
    const { accuracy, summary, fresh } = await linkAgain(folder, 'health-records', {
      today: '2022-12-21',
      prefecture: '2224',
    });
    const health = accuracy.bySource['health-records'];
    expect((health?.right ?? 0) / (health?.rows ?? 1)).toBeGreaterThan(0.985);
    expect(health?.given).toBe(health?.right);
    expect(accuracy.precision).toBeGreaterThan(0.9995);
    // every fresh row has a few candidates; with all against all there would be as many as rows
    expect(summary.candidatePairs).toBeLessThan(fresh * 8);
  } finally {
    await rm(folder, { recursive: true });
  }
});
