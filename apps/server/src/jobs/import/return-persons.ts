/** The way back from a merge: who was a person before comes back as that very person, with all that was kept under their id. */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';
import { keepImages, keepNames, type RunScope } from './run-images.ts';

export interface Return {
  county: string;
  personId: string;
  /** whom they had been merged into */
  from: string;
}

/** Before anything is written about them: from here on they are persons like any other. */
export const returnPersons = async (b: BulkWriter, run: RunScope, returns: readonly Return[]): Promise<void> => {
  if (returns.length === 0) return;
  await loadTemp(
    b,
    'import_returned',
    { county: 'text', id: 'uuid', from_id: 'uuid' },
    returns.map(({ county, personId, from }) => [county, personId, from]),
  );
  await b.query(
    `SELECT p.id FROM person p JOIN import_returned r ON r.county = p.county AND p.id IN (r.id, r.from_id)
      ORDER BY p.county, p.id FOR UPDATE OF p`,
  );
  const act = { act: 'changed' as const };
  await keepImages(
    b,
    run,
    returns.map(({ county, personId, from }) => ({ county, personId, ...act, bond: from })),
  );
  await keepNames(
    b,
    run,
    returns.map(({ county, from }) => ({ county, personId: from, act: 'touched' as const, bond: from })),
  );
  await b.query(
    `UPDATE person p SET state = 'active', merged_into = NULL, rev = p.rev + 1, updated_at = $1
       FROM import_returned r WHERE p.county = r.county AND p.id = r.id AND p.state = 'merged'`,
    [b.at],
  );
};

/**
 * Who the rows of the register belonged to before a merge that still stands, the merge of merges included. Of rows somebody
 * decided about, those a newer row of the same office replaced are among them: without them nobody could come back.
 */
export const loadFormerly = async (b: BulkWriter): Promise<Map<string, string[]>> => {
  const rows = await b.query<{ source_id: string; persons: string[] }>(
    `WITH RECURSIVE chain AS (
       SELECT county, id, merged_into AS living FROM person WHERE state = 'merged'
       UNION
       SELECT c.county, c.id, p.merged_into FROM chain c JOIN person p ON p.county = c.county AND p.id = c.living
        WHERE p.merged_into IS NOT NULL)
     SELECT n.source_id::text, array_agg(DISTINCT c.id::text) AS persons
       FROM chain c JOIN link.run_source n ON n.county = c.county AND n.person_id = c.id
       JOIN link.link_run r ON r.id = n.run_id AND r.state = 'published'
       JOIN link.source_record s ON s.id = n.source_id AND s.person_id = c.living
      GROUP BY n.source_id`,
  );
  return new Map(rows.map(({ source_id, persons }) => [source_id, persons]));
};
