import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { quoted, type WorkDatabase } from '../engine/work-database.ts';

/** Ordered query results as CSV files: all of them or none, and never half of one. */
export const writeCsvFiles = async (
  db: WorkDatabase,
  files: readonly { sql: string; path: string }[],
): Promise<void> => {
  const parts = files.map(({ sql, path }) => ({ sql, path, part: `${path}.${randomUUID()}.part` }));
  try {
    await db.run('SET preserve_insertion_order = true');
    for (const { sql, path, part } of parts) {
      await mkdir(dirname(path), { recursive: true });
      await db.run(`COPY (${sql}) TO ${quoted(part)} (FORMAT csv, HEADER)`);
    }
    for (const { path, part } of parts) await rename(part, path);
  } finally {
    await Promise.all(parts.map(({ part }) => rm(part, { force: true })));
  }
};

/** Weight in bits as a probability, fine enough to tell strong links apart. */
export const probabilitySql = (weight: string): string => `round(1 / (1 + pow(2, -(${weight}))), 9)`;

/** Candidates less likely than this are not listed. */
export const lowestProbability = 0.001;
