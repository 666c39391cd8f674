/**
 * Whom an undo leaves as they are, and why: somebody was at the door, gave a dose, corrected the record or decided about it
 * since the approval. What people did stands above what a file said, and taking the file away must not take it along.
 */
import type { BulkWriter } from '@qiaomen/prisma/scoped';

export const keptReasons = ['visited', 'dose', 'corrected', 'proposal', 'together'] as const;
export type KeptReason = (typeof keptReasons)[number];

/**
 * What happened says when it began. It may have waited for the approval and been written after it, for as long as a
 * transaction may wait.
 */
const since = `($2::timestamptz - interval '2 minutes')`;

/** An approval writes its own moment into whom it changes: another one is somebody's. */
const writtenActs = `('created', 'arrived', 'changed', 'left', 'merged')`;

/** Rows (county, person_id) of what happened since `$2`; written once, read by the preview and by the undo itself. */
const facts: readonly (readonly [Exclude<KeptReason, 'together'>, string])[] = [
  ['visited', `SELECT county, person_id FROM visit WHERE received_at >= ${since} AND voided_by IS NULL`],
  ['visited', `SELECT county, person_id FROM care_event WHERE received_at >= ${since} AND voided_by IS NULL`],
  [
    'dose',
    `SELECT county, person_id FROM dose WHERE origin = 'person' AND recorded_at >= ${since} AND voided_by IS NULL`,
  ],
  [
    'proposal',
    `SELECT county, unnest(ARRAY[person_id, linked_to]) AS person_id FROM proposal WHERE coalesce(decided_at, created_at) >= ${since}`,
  ],
  [
    'corrected',
    `SELECT p.county, p.id AS person_id FROM link.run_person r JOIN person p ON p.county = r.county AND p.id = r.person_id
      WHERE r.run_id = $1 AND (p.updated_at > $2 OR r.act IN ${writtenActs} AND p.updated_at <> $2)`,
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

const correctedSince = `
  SELECT r.county, r.person_id, r.bond FROM link.run_person r JOIN link.link_run l ON l.id = r.run_id
    JOIN person p ON p.county = r.county AND p.id = r.person_id
   WHERE r.run_id = $1 AND r.kept IS NULL AND r.image IS NOT NULL AND p.updated_at > l.undone_at`;

/**
 * Before a redo, under the locks of `selectConcerned`: whom somebody corrected since the undo keeps their fields, and gets
 * their rows and doses back. Where two persons hang together, both stay as they are.
 */
export const spareCorrected = async (b: BulkWriter, runId: string): Promise<void> => {
  await b.query(
    `UPDATE link.run_person r SET kept = CASE WHEN c.person_id = r.person_id THEN 'corrected' ELSE 'together' END
       FROM (${correctedSince}) c
      WHERE r.run_id = $1 AND r.kept IS NULL AND c.bond IS NOT NULL AND r.county = c.county AND r.bond = c.bond`,
    [runId],
  );
  await b.query(
    `DELETE FROM undo_person u USING link.run_person r
      WHERE r.run_id = $1 AND r.county = u.county AND r.person_id = u.person_id AND r.kept IS NOT NULL`,
    [runId],
  );
  await b.query(
    `UPDATE undo_person u SET image = NULL, corrected = true FROM (${correctedSince}) c
      WHERE u.county = c.county AND u.person_id = c.person_id`,
    [runId],
  );
};

/** After the redo: the next undo leaves them alone, as it does whoever was corrected. */
export const markCorrected = (b: BulkWriter, runId: string): Promise<unknown> =>
  b.query(
    `UPDATE link.run_person r SET kept = 'corrected' FROM undo_person u
      WHERE r.run_id = $1 AND u.corrected AND r.county = u.county AND r.person_id = u.person_id`,
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
