/** Floors on invented prefectures of 2,000 people, so that no change makes the linkage worse unnoticed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkHere } from '../prefecture/link-here.ts';
import { writePrefecture } from '../testing/synthetic-prefecture.ts';
import { rowAccuracy } from './accuracy.ts';
import { stageFolder, type StagedFile } from './stage-folder.ts';

const context = { today: '2022-12-21', prefecture: '2224', areaExists: () => true };

describe.each(['a', 'b'] as const)('2,000 people, error model %s', (errorModel) => {
  let folder = '';
  let records = '';
  let files: StagedFile[] = [];
  const link = async (lines: string): Promise<string> => {
    const recordsFile = join(folder, 'records.ndjson');
    const decisionsFile = join(folder, 'decisions.ndjson');
    await writeFile(recordsFile, lines);
    await writeFile(decisionsFile, '');
    await linkHere({ recordsFile, decisionsFile, outDir: folder }, () => undefined);
    return readFile(join(folder, 'clusters.ndjson'), 'utf8');
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qiaomen-golden-'));
    await writePrefecture(folder, 2000, 1, errorModel);
    files = await stageFolder(folder, join(folder, 'records.ndjson'), context);
    records = await readFile(join(folder, 'records.ndjson'), 'utf8');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('each file is recognised for what it is, and few rows are in error', () => {
    expect(files.map(({ source, kind }) => `${source}=${kind}`)).toEqual([
      'deaths=death',
      'disability-register=disability',
      'health-records=health',
      'medical-insurance=medical',
      'move-outs=move_out',
      'nursing-homes=nursing_home',
      'population=population',
      'social-insurance=social',
      'vaccinations=vaccination',
    ]);
    for (const { rows, errors } of files) expect(errors).toBeLessThan(Math.max(rows * 0.02, 3));
  });

  test('rows find their person: precision at least 0.999, recall at least 0.985', async () => {
    await link(records);
    const { precision, recall, mixedClusters } = await rowAccuracy(
      join(folder, 'truth.csv'),
      join(folder, 'clusters.ndjson'),
    );
    expect(precision).toBeGreaterThanOrEqual(0.999);
    expect(recall).toBeGreaterThanOrEqual(0.985);
    expect(mixedClusters).toBe(0);
  });

  test('the order of files and rows never changes clusters', async () => {
    const lines = records.trimEnd().split('\n');
    expect(await link(`${lines.toReversed().join('\n')}\n`)).toBe(await link(records));
  });
});
