/** The linkage engine on synthetic files with known truth, beside DuckDB only reading and sorting the same rows. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkAgain } from '@qiaomen/linkage/accuracy/link-again';
import { type FolderLink, linkFolder } from '@qiaomen/linkage/accuracy/link-folder';
import { generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { row, type Line } from './table.ts';

const today = '2022-12-21';
const context = {
  today,
  prefecture: '2224',
  sources: ['population', 'social-insurance', 'medical-insurance', 'health-records'],
};

const megabytes = (kib: number): string => `${Math.round(kib / 1024)} MB`;
const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(2)} %`;

const linkLines = (name: string, { stageSeconds, summary, accuracy, peakMemory, yardstickSeconds }: FolderLink) => {
  const seconds = stageSeconds + summary.seconds;
  return [
    row(`link ${summary.rows} rows, ${name}`, `${seconds.toFixed(1)} s`, megabytes(peakMemory), 'goal ≤ 45 s, ≤ 3 GB'),
    row('  read the files, link them', `${stageSeconds.toFixed(1)} s`, `${summary.seconds.toFixed(1)} s`),
    row(
      '  DuckDB reading and sorting the same rows',
      `${yardstickSeconds.toFixed(2)} s`,
      `ratio ${(seconds / yardstickSeconds).toFixed(0)}×`,
      'goal ≤ 30×',
    ),
    row(
      '  row → register: precision, recall',
      accuracy.precision.toFixed(5),
      accuracy.recall.toFixed(5),
      'goal ≥ 0.9995, ≥ 0.995',
    ),
    row(
      '  review band',
      `${summary.reviewPairs} pairs`,
      `${share(summary.reviewPairs, summary.linkedPairs)} of links`,
      'goal ≤ 0.5 %',
    ),
  ];
};

export const benchLink = async (people: number): Promise<Line[]> => {
  const lines: Line[] = [];
  for (const errorModel of ['a', 'b'] as const) {
    const folder = await mkdtemp(join(tmpdir(), 'qiaomen-bench-link-'));
    try {
      await generatePrefecture({ people, seed: 1, prefecture: '2224', today, outDir: folder, errorModel });
      lines.push(...linkLines(`error model ${errorModel}`, await linkFolder(folder, context)));
      if (errorModel === 'b') continue;
      const { known, fresh, summary, accuracy } = await linkAgain(folder, 'health-records', context);
      const health = accuracy.bySource['health-records'] ?? { rows: 1, given: 1, right: 0 };
      lines.push(
        row(
          `${fresh} new rows against ${known}, stored model`,
          `${summary.seconds.toFixed(1)} s`,
          megabytes(summary.peakMemory),
          'goal ≤ 20 s',
        ),
        row(
          '  precision, recall of the new rows',
          (health.right / Math.max(1, health.given)).toFixed(5),
          (health.right / health.rows).toFixed(5),
        ),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return lines;
};
