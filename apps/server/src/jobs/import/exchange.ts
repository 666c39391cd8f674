/** The exchange behind undo and redo: what the register says and what was noted of it change places, set by set. */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { tablesOfPerson } from './tables-of-person.ts';

/** What an image puts back, with the moment of its last change: an undo is no correction by a person. */
const columns = [
  'area_code',
  'name',
  'name_initials',
  'sex',
  'birth_date',
  'language',
  'ethnicity',
  'id_cipher',
  'id_index',
  'id_tail_index',
  'phone_cipher',
  'phone_index',
  'phone_tail_index',
  'address_cipher',
  'disabled',
  'nursing_home',
  'deceased',
  'deceased_on',
  'moved_on',
  'moved_to',
  'gone_from',
  'state',
  'merged_into',
  'transferred_from',
  'field_sources',
  'updated_at',
] as const;

/** A temporary table of everybody but those who stay; the next steps work on it. */
export const selectConcerned = async (b: BulkWriter, runId: string): Promise<void> => {
  await b.query('DROP TABLE IF EXISTS pg_temp.undo_person');
  await b.stage('undo_person', {
    columns: {
      county: 'text',
      person_id: 'uuid',
      act: 'text',
      image: 'jsonb',
      old_area: 'text',
      settled: 'boolean',
      corrected: 'boolean',
    },
  });
  await b.query(
    `INSERT INTO undo_person SELECT p.county, p.id, r.act, r.image, p.area_code, false, false FROM link.run_person r
       JOIN person p ON p.county = r.county AND p.id = r.person_id
      WHERE r.run_id = $1 AND r.kept IS NULL ORDER BY p.county, p.id FOR UPDATE OF p`,
    [runId],
  );
  await b.query('ANALYZE undo_person');
};

export const listConcerned = (b: BulkWriter): Promise<{ county: string; person_id: string }[]> =>
  b.query('SELECT county, person_id::text FROM undo_person WHERE NOT settled ORDER BY county, person_id');

/** Whom the approval created is withdrawn, and comes back; who was there before gets back the fields of the image. */
export const exchangePersons = async (b: BulkWriter, runId: string, to: 'undone' | 'published'): Promise<void> => {
  await b.query(
    `UPDATE person p SET state = $1, origin = 'file', rev = p.rev + 1 FROM undo_person u
      WHERE p.county = u.county AND p.id = u.person_id AND u.act IN ('created', 'arrived')`,
    [to === 'undone' ? 'withdrawn' : 'active'],
  );
  await b.query(
    `UPDATE link.run_person r SET image = to_jsonb(p) FROM undo_person u JOIN person p ON p.county = u.county AND p.id = u.person_id
      WHERE r.run_id = $1 AND r.county = u.county AND r.person_id = u.person_id AND u.image IS NOT NULL`,
    [runId],
  );
  await b.query(
    `UPDATE person p SET ${columns.map((name) => `${name} = i.${name}`).join(', ')}, rev = p.rev + 1
       FROM undo_person u CROSS JOIN LATERAL jsonb_populate_record(NULL::person, u.image) i
      WHERE p.county = u.county AND p.id = u.person_id AND u.image IS NOT NULL`,
  );
  // the keys to the person carry the area and are checked at commit; the entry itself is moved by the refold
  const moved = `undo_person u JOIN person p ON p.county = u.county AND p.id = u.person_id AND p.area_code <> u.old_area`;
  for (const table of tablesOfPerson)
    await b.query(
      `UPDATE ${table} t SET area_code = p.area_code FROM ${moved}
        WHERE u.image IS NOT NULL AND t.county = p.county AND t.person_id = p.id`,
    );
  await b.query(
    `UPDATE entry_owner o SET area_code = p.area_code
       FROM ${moved} JOIN register_entry e ON e.county = p.county AND e.person_id = p.id
      WHERE u.image IS NOT NULL AND o.county = e.county AND o.entry_id = e.id`,
  );
};

/**
 * Rows go back to whom they belonged to, and those of the run's own files to nobody; rows of people who stay, stay. Own
 * rows have no note before the first undo: they were nowhere.
 */
export const exchangePlaces = async (b: BulkWriter, runId: string, batchIds: readonly string[]): Promise<void> => {
  await b.query('DROP TABLE IF EXISTS pg_temp.undo_source');
  await b.query(
    `CREATE TEMPORARY TABLE undo_source ON COMMIT DROP AS
     WITH kept AS MATERIALIZED (
       SELECT DISTINCT person_id FROM link.run_person WHERE run_id = $1 AND kept IS NOT NULL),
     noted AS MATERIALIZED (
       SELECT source_id, person_id, county, live, weight FROM link.run_source WHERE run_id = $1),
     place AS (
       SELECT s.id, s.area_code, s.person_id, s.county, s.live, s.weight,
              n.person_id AS next_person, n.county AS next_county, n.live AS next_live, n.weight AS next_weight, true AS noted
         FROM noted n JOIN link.source_record s ON s.id = n.source_id
       UNION ALL
       SELECT s.id, s.area_code, s.person_id, s.county, s.live, s.weight, NULL, NULL, false, NULL, false
         FROM link.source_record s
        WHERE s.batch_id = ANY($2::uuid[]) AND NOT EXISTS (SELECT FROM noted n WHERE n.source_id = s.id))
     SELECT p.* FROM place p
      WHERE NOT EXISTS (SELECT FROM kept k WHERE k.person_id = p.person_id)
        AND NOT EXISTS (SELECT FROM kept k WHERE k.person_id = p.next_person)`,
    [runId, batchIds],
  );
  await b.query('ANALYZE undo_source');
  await b.query(
    `UPDATE link.source_record s SET person_id = u.next_person, county = u.next_county, live = u.next_live, weight = u.next_weight
       FROM undo_source u WHERE s.id = u.id`,
  );
  await b.query(
    `UPDATE link.run_source r SET person_id = u.person_id, county = u.county, live = u.live, weight = u.weight
       FROM undo_source u WHERE u.noted AND r.run_id = $1 AND r.source_id = u.id`,
    [runId],
  );
  await b.query(
    `INSERT INTO link.run_source (run_id, area_code, source_id, person_id, county, live, weight)
     SELECT $1, area_code, id, person_id, county, live, weight FROM undo_source WHERE NOT noted`,
    [runId],
  );
};

/** What an entry is folded from, of the person alone. */
const folded = ['area_code', 'birth_date', 'state', 'deceased', 'moved_on', 'gone_from', 'merged_into'] as const;

/**
 * After persons were exchanged. Of most of them a phone or an address came and went, and no dose: their entries fold as
 * before and need not be read.
 */
export const settleUnaffected = async (b: BulkWriter, runId: string): Promise<void> => {
  const same = folded.map((name) => `u.image->'${name}' IS NOT DISTINCT FROM r.image->'${name}'`).join(' AND ');
  await b.query(
    `UPDATE undo_person u SET settled = true FROM link.run_person r
      WHERE r.run_id = $1 AND r.county = u.county AND r.person_id = u.person_id AND u.act IN ('changed', 'touched')
        AND r.bond IS NULL AND (u.image IS NULL OR ${same})`,
    [runId],
  );
  await b.query(
    `UPDATE undo_person u SET settled = false FROM (SELECT DISTINCT county, person_id FROM link.run_dose WHERE run_id = $1) d
      WHERE u.county = d.county AND u.person_id = d.person_id AND u.act IN ('changed', 'touched')`,
    [runId],
  );
};

/** A dose of the run is voided by the run and, once more, not; one that somebody else voided since stays voided. */
export const exchangeDoses = async (b: BulkWriter, runId: string): Promise<void> => {
  await b.query(
    `UPDATE dose d SET voided_by = CASE WHEN d.voided_by IS NULL THEN $1::uuid END FROM link.run_dose r
      WHERE r.run_id = $1 AND d.county = r.county AND d.id = r.dose_id AND (d.voided_by IS NULL OR d.voided_by = $1)
        AND NOT EXISTS (SELECT FROM link.run_person k
          WHERE k.run_id = $1 AND k.county = r.county AND k.person_id = r.person_id AND k.kept IS NOT NULL)`,
    [runId],
  );
};
