/**
 * What an approval did, kept so that it can be taken back: each person it changed as the row was before, whom it created,
 * which rows of offices changed hands, which doses it added or voided. Secret fields stay sealed under the person's key.
 */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from '../../entry/load-temp.ts';

export interface RunScope {
  runId: string;
  prefecture: AreaCode;
}

/**
 * touched: rows or doses came or went, the fields stayed; left and arrived: the ends of a transfer; merged and united: the
 * two sides of a merge
 */
export type RunAct = 'created' | 'changed' | 'touched' | 'arrived' | 'left' | 'merged' | 'united';

export interface RunPerson {
  county: string;
  personId: string;
  act: RunAct;
  /** persons of one bond stand or fall together when the approval is undone */
  bond: string | null;
}

const columns = { county: 'text', person_id: 'uuid', act: 'text', bond: 'uuid' } as const;
const cells = ({ county, personId, act, bond }: RunPerson) => [county, personId, act, bond];

/** Before anything of these persons is written; of several changes in one run the first image counts. */
export const keepImages = async (
  b: BulkWriter,
  { runId, prefecture }: RunScope,
  persons: readonly RunPerson[],
): Promise<void> => {
  if (persons.length === 0) return;
  await loadTemp(b, 'run_image', columns, persons.map(cells));
  await b.query(
    `INSERT INTO link.run_person (run_id, area_code, county, person_id, act, bond, image)
     SELECT $1, $2, p.county, p.id, n.act, n.bond, to_jsonb(p) FROM run_image n JOIN person p ON p.county = n.county AND p.id = n.person_id
     ON CONFLICT (run_id, county, person_id) DO UPDATE SET bond = coalesce(run_person.bond, excluded.bond), act = excluded.act, image = coalesce(run_person.image, excluded.image)`,
    [runId, prefecture],
  );
};

/** Persons who have no image: they were not there, or their fields stayed as they were. */
export const keepNames = async (
  b: BulkWriter,
  { runId, prefecture }: RunScope,
  persons: readonly RunPerson[],
): Promise<void> => {
  if (persons.length === 0) return;
  await loadTemp(b, 'run_created', columns, persons.map(cells), { joined: false });
  await b.query(
    `INSERT INTO link.run_person (run_id, area_code, county, person_id, act, bond)
     SELECT $1, $2, county, person_id, act, bond FROM run_created ON CONFLICT DO NOTHING`,
    [runId, prefecture],
  );
};

/** Needs the temporary table `import_person`, of persons who were not there before or in another county. */
export const keepCreated = async (b: BulkWriter, { runId, prefecture }: RunScope): Promise<void> => {
  await b.query(
    `INSERT INTO link.run_person (run_id, area_code, county, person_id, act, bond)
     SELECT $1, $2, county, id, CASE WHEN transferred_from IS NULL THEN 'created' ELSE 'arrived' END,
            (transferred_from->>'personId')::uuid
       FROM import_person`,
    [runId, prefecture],
  );
};

/** Needs the temporary table `import_placed`. Rows of this run's own files need no note: they were nowhere before. */
export const keepPlaces = async (b: BulkWriter, { runId, prefecture }: RunScope): Promise<void> => {
  await b.query(
    `INSERT INTO link.run_source (run_id, area_code, source_id, person_id, county, live, weight)
     SELECT $1, $2, s.id, s.person_id, s.county, s.live, s.weight FROM import_placed n
       JOIN link.source_record s ON s.id = n.source_id JOIN link.link_run r ON r.id = $1
      WHERE s.batch_id <> ALL (r.batch_ids)
        AND (s.person_id IS DISTINCT FROM n.person_id OR s.county IS DISTINCT FROM n.county OR s.live <> n.live)
     ON CONFLICT DO NOTHING`,
    [runId, prefecture],
  );
};

/** `from` is a table or subquery with county, id and person_id of doses. */
export const keepDoses = async (
  b: BulkWriter,
  { runId, prefecture }: RunScope,
  from: string,
  added: boolean,
): Promise<void> => {
  await b.query(
    `INSERT INTO link.run_dose (run_id, area_code, county, dose_id, person_id, added)
     SELECT $1, $2, d.county, d.id, d.person_id, $3 FROM ${from} d ON CONFLICT DO NOTHING`,
    [runId, prefecture, added],
  );
};
