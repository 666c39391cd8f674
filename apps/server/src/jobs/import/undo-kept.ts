/**
 * Whom an undo leaves as they are, and why: somebody was at the door, gave a dose, corrected the record or decided about it
 * since the approval. What people did stands above what a file said, and taking the file away must not take it along.
 */
import type { BulkWriter } from '@qiaomen/prisma/scoped';

export const keptReasons = ['visited', 'dose', 'corrected', 'proposal', 'together'] as const;
export type KeptReason = (typeof keptReasons)[number];

/** Rows (county, person_id) of what happened since `$2`; written once, read by the preview and by the undo itself. */
const facts: readonly (readonly [Exclude<KeptReason, 'together'>, string])[] = [
  ['visited', 'SELECT county, person_id FROM visit WHERE received_at >= $2 AND voided_by IS NULL'],
  ['visited', 'SELECT county, person_id FROM care_event WHERE received_at >= $2 AND voided_by IS NULL'],
  ['dose', `SELECT county, person_id FROM dose WHERE origin = 'person' AND recorded_at >= $2 AND voided_by IS NULL`],
  [
    'proposal',
    `SELECT county, unnest(ARRAY[person_id, linked_to]) AS person_id FROM proposal WHERE coalesce(decided_at, created_at) >= $2`,
  ],
  [
    'corrected',
    `SELECT p.county, p.id AS person_id FROM link.run_person r JOIN person p ON p.county = r.county AND p.id = r.person_id
      WHERE r.run_id = $1 AND p.updated_at > $2`,
  ],
];

/** The reason of each person that speaks against undoing, the strongest one; `$1` is the run, `$2` when it was published. */
export const keptQuery = `
  WITH found AS (
    SELECT DISTINCT ON (f.county, f.person_id) f.county, f.person_id, f.reason
      FROM (${facts.map(([reason, query], rank) => `SELECT county, person_id, '${reason}' AS reason, ${rank} AS rank FROM (${query}) q`).join('\nUNION ALL ')}) f
      JOIN link.run_person r ON r.run_id = $1 AND r.county = f.county AND r.person_id = f.person_id
     ORDER BY f.county, f.person_id, f.rank
  )
  SELECT county, person_id, reason FROM found
  UNION ALL
  SELECT r.county, r.person_id, 'together' FROM link.run_person r
   WHERE r.run_id = $1 AND r.bond IN (
           SELECT k.bond FROM found f JOIN link.run_person k ON k.run_id = $1 AND k.county = f.county AND k.person_id = f.person_id
            WHERE k.bond IS NOT NULL)
     AND NOT EXISTS (SELECT FROM found f WHERE f.county = r.county AND f.person_id = r.person_id)`;

/** Whom somebody corrected since the undo is left to them; who was withdrawn and met at the door may have their rows back. */
export const markCorrected = (b: BulkWriter, runId: string): Promise<unknown> =>
  b.query(
    `UPDATE link.run_person r SET kept = 'corrected' FROM person p, link.link_run l
      WHERE r.run_id = $1 AND l.id = $1 AND r.kept IS NULL AND r.image IS NOT NULL
        AND p.county = r.county AND p.id = r.person_id AND p.updated_at > l.undone_at`,
    [runId],
  );

/** Under the lock of everybody concerned. Answers how many stay. */
export const markKept = async (b: BulkWriter, runId: string, publishedAt: Date): Promise<number> => {
  const rows = await b.query(
    `UPDATE link.run_person r SET kept = k.reason FROM (${keptQuery}) k
      WHERE r.run_id = $1 AND r.county = k.county AND r.person_id = k.person_id AND r.kept IS NULL RETURNING 1`,
    [runId, publishedAt],
  );
  return rows.length;
};
