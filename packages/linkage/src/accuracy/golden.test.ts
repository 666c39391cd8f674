/** Floors on invented prefectures of 2,000 people, so that no change makes the linkage worse unnoticed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkHere } from '../prefecture/link-here.ts';
import { writePrefecture } from '../testing/synthetic-prefecture.ts';
import { rowAccuracy } from './accuracy.ts';
import type { StagedFile } from '../prefecture/stage-file.ts';
import { stageFolder } from './stage-folder.ts';

const context = { today: '2022-12-21', prefecture: '2224' };

describe.each([
  { errorModel: 'a', precision: 0.9995, recall: 0.994 },
  { errorModel: 'b', precision: 0.9995, recall: 0.994 },
] as const)('2,000 people, error model $errorModel', ({ errorModel, ...floor }) => {
  let folder = '';
  let recordsFiles: string[] = [];
  let files: StagedFile[] = [];
  const link = async (inputs: readonly string[], name: string): Promise<string[]> => {
    const outDir = join(folder, name);
    const decisionsFile = join(folder, 'decisions.ndjson');
    await writeFile(decisionsFile, '');
    await linkHere({ recordsFile: inputs, decisionsFile, outDir }, () => undefined);
    const results = ['clusters.ndjson', 'edges.ndjson', 'review.ndjson', 'model.json'];
    return Promise.all(results.map((result) => readFile(join(outDir, result), 'utf8')));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qiaomen-golden-'));
    await writePrefecture(folder, 2000, 1, errorModel);
    ({ files, recordsFiles } = await stageFolder(folder, folder, context));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('each file is recognised for what it is, and few rows name nobody', () => {
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
    for (const { rows, nameless } of files) expect(nameless).toBeLessThan(rows * 0.02);
  });

  test('rows find their person, and no cluster holds two people of the register', async () => {
    await link(recordsFiles, 'out');
    const { precision, recall, mixedClusters } = await rowAccuracy(
      join(folder, 'truth.csv'),
      join(folder, 'out', 'clusters.ndjson'),
    );
    expect(precision).toBeGreaterThanOrEqual(floor.precision);
    expect(recall).toBeGreaterThanOrEqual(floor.recall);
    expect(mixedClusters).toBe(0);
  });

  test('the order of files and rows changes nothing: the same clusters, weights and questions', async () => {
    const turned = await Promise.all(
      recordsFiles.toReversed().map(async (path) => {
        const [head = '', ...lines] = (await readFile(path, 'utf8')).slice(0, -1).split('\n');
        const target = path.replace('.tsv', '-turned.tsv');
        await writeFile(target, `${[head, ...lines.toReversed()].join('\n')}\n`);
        return target;
      }),
    );
    expect(await link(turned, 'turned')).toEqual(await link(recordsFiles, 'straight'));
  });
});
