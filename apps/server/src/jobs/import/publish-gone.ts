/**
 * Who is no longer in the list of an office: a whole file of a kind and sender does not name people of whom the earlier
 * files did. Nobody is removed for that; the person says from which lists they are gone, and a list that names them again
 * takes that back. Additions and corrections are not expected to name everybody.
 */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { keepImages, type RunScope } from './run-images.ts';

/** After the rows of the run were placed. Answers whose flag changed. */
export const flagGone = async (b: BulkWriter, run: RunScope): Promise<{ county: string; personId: string }[]> => {
  await b.query('DROP TABLE IF EXISTS pg_temp.gone_person');
  await b.query(
    `CREATE TEMPORARY TABLE gone_person ON COMMIT DROP AS
     WITH own AS (
       SELECT i.id, i.kind, i.sender, i.whole FROM link.link_run r JOIN link.import_batch i ON i.id = ANY (r.batch_ids) WHERE r.id = $1),
     named AS (
       SELECT s.person_id, o.kind FROM own o JOIN link.import_seen n ON n.batch_id = o.id JOIN link.source_record s ON s.id = n.source_id
       UNION SELECT s.person_id, o.kind FROM own o JOIN link.source_record s ON s.batch_id = o.id),
     missing AS (
       SELECT DISTINCT s.person_id, o.kind FROM own o
         JOIN link.import_batch i ON i.kind = o.kind AND i.id <> o.id AND (o.sender = '' OR i.sender = '' OR i.sender = o.sender)
         JOIN link.source_record s ON s.batch_id = i.id AND s.live AND s.person_id IS NOT NULL
        WHERE o.whole AND NOT EXISTS (SELECT FROM named n WHERE n.person_id = s.person_id AND n.kind = o.kind))
     SELECT p.county, p.id AS person_id, array(
              SELECT k FROM (
                SELECT unnest(p.gone_from) AS k EXCEPT SELECT n.kind FROM named n WHERE n.person_id = p.id
                UNION SELECT m.kind FROM missing m WHERE m.person_id = p.id) kinds ORDER BY k) AS gone_from
       FROM person p
      WHERE p.state = 'active' AND (
        p.id IN (SELECT person_id FROM missing) OR (p.gone_from <> '{}' AND p.id IN (SELECT person_id FROM named)))`,
    [run.runId],
  );
  await b.query(
    'DELETE FROM gone_person g USING person p WHERE p.county = g.county AND p.id = g.person_id AND p.gone_from = g.gone_from',
  );
  const changed = await b.query<{ county: string; person_id: string }>(
    `SELECT county, person_id::text FROM gone_person ORDER BY county, person_id`,
  );
  const persons = changed.map((row) => ({ county: row.county, personId: row.person_id }));
  await keepImages(
    b,
    run,
    persons.map((person) => ({ ...person, act: 'changed' as const, bond: null })),
  );
  await b.query(
    `UPDATE person p SET gone_from = g.gone_from, rev = p.rev + 1, updated_at = $1 FROM gone_person g
      WHERE p.county = g.county AND p.id = g.person_id`,
    [b.at],
  );
  return persons;
};
