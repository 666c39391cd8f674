import type { LinkSpec } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/** The level columns of every pair in `pairs`, into `target`. The pairs lie in a table, so both joins are plain probes. */
export const comparePairs = async (
  db: WorkDatabase,
  spec: LinkSpec,
  pairs: string,
  target: string,
  where = 'true',
): Promise<void> => {
  const levels = spec.comparisons.map(({ field, sql }) => `CAST(${sql} AS TINYINT) AS "${field}"`);
  await db.run(
    `CREATE OR REPLACE TABLE ${target} AS SELECT p.l, p.r, ${levels.join(', ')}
     FROM ${pairs} p JOIN rec l ON l.rid = p.l JOIN rec r ON r.rid = p.r WHERE ${where}`,
  );
};
