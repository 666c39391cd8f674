/** The linkage engine on synthetic files with known truth, beside DuckDB only reading and sorting the same rows. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkFolder } from '@qiaomen/linkage/accuracy/link-folder';
import { readAndSort } from '@qiaomen/linkage/accuracy/read-and-sort';
import { generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { row, type Line } from './table.ts';

const today = '2022-12-21';

export const benchLink = async (people: number): Promise<Line[]> => {
  const lines: Line[] = [];
  for (const errorModel of ['a', 'b'] as const) {
    const folder = await mkdtemp(join(tmpdir(), 'qiaomen-bench-link-'));
    try {
      await generatePrefecture({ people, seed: 1, prefecture: '2224', today, outDir: folder, errorModel });
      const { stageSeconds, summary, accuracy } = await linkFolder(folder, { today, prefecture: '2224' });
      const name = `error model ${errorModel}`;
      lines.push(
        row(
          `link ${summary.rows} rows, ${name}`,
          `${summary.seconds.toFixed(1)} s`,
          `${Math.round(summary.rows / summary.seconds)} rows/s`,
        ),
        row(`  precision, recall`, accuracy.precision.toFixed(5), accuracy.recall.toFixed(5), 'goal ≥ 0.999, ≥ 0.99'),
        row(
          `  review band`,
          `${summary.reviewPairs} pairs`,
          `${((summary.reviewPairs / summary.linkedPairs) * 100).toFixed(2)} % of links`,
        ),
        row(`  read and standardise`, `${stageSeconds.toFixed(1)} s`),
      );
      if (errorModel === 'a') {
        const yardstick = await readAndSort(folder);
        const ratio = summary.seconds / yardstick;
        lines.push(
          row(
            '  DuckDB reading and sorting three of the files',
            `${yardstick.toFixed(2)} s`,
            `ratio ${ratio.toFixed(0)}×`,
          ),
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return lines;
};
