/** Examples for the eyes of whoever approves: up to 200 of each sort, chosen by hash and therefore all over the file. */
import type { SampleSort } from '@qiaomen/domain/import-batch/preview';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import type { PreviewRun } from './preview-diff.ts';

const perSort = 200;

const write = (b: BulkWriter, { runId, prefecture }: PreviewRun, sort: SampleSort, from: string): Promise<unknown> =>
  b.query(
    `INSERT INTO link.import_sample (run_id, sort, position, area_code, source_id, person_id)
     SELECT $1, $2, row_number() OVER (ORDER BY key), $3, source_id, person_id FROM (
       SELECT key, source_id, person_id FROM (${from}) found ORDER BY key LIMIT ${perSort}) chosen`,
    [runId, sort, prefecture],
  );

const hashed = (id: string): string => `md5(${id}::text) AS key`;

/** `diff_touched` and `diff_covered` are there. */
export const writeSamples = async (b: BulkWriter, run: PreviewRun): Promise<void> => {
  await write(
    b,
    run,
    'new',
    `SELECT ${hashed('source_id')}, source_id, NULL::uuid AS person_id FROM diff_touched WHERE is_new`,
  );
  await write(
    b,
    run,
    'changed',
    `SELECT ${hashed('source_id')}, source_id, person_id FROM diff_touched WHERE NOT is_new`,
  );
  await write(
    b,
    run,
    'gone',
    `SELECT ${hashed('person_id')}, NULL::uuid AS source_id, person_id FROM diff_covered WHERE gone`,
  );
  const unplaced = new Set(run.proposal.unplaced);
  const of = (wanted: (row: PreviewRun['rows'][number]) => boolean): string[][] =>
    run.rows.filter((row) => row.fresh && wanted(row)).map(({ id }) => [id]);
  const doses = of((row) => row.dose !== null && !unplaced.has(row.id));
  const strays = of((row) => unplaced.has(row.id));
  for (const [sort, rows] of [
    ['dose', doses],
    ['unplaced', strays],
  ] as const) {
    await loadTemp(b, 'diff_row', { source_id: 'uuid' }, rows);
    await write(b, run, sort, `SELECT ${hashed('source_id')}, source_id, NULL::uuid AS person_id FROM diff_row`);
  }
};
