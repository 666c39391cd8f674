/** Writes persons of an approved import: new ones, changed ones, and those who moved to another county. */
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { BulkWriter, CopyValue } from '@qiaomen/prisma/scoped';
import { packSources } from '../../entry/field-sources.ts';
import { loadTemp } from '../../entry/load-temp.ts';
import { nameInitials } from '../../entry/name-initials.ts';
import { sealPerson } from '../../entry/sealed-person.ts';
import { keepCreated, keepDoses, keepImages, type RunScope } from './run-images.ts';
import type { PersonFields } from './settle-person.ts';
import { tablesOfPerson } from './tables-of-person.ts';

export interface PersonDraft {
  county: string;
  id: string;
  areaCode: string;
  transferredFrom: { county: string; personId: string } | null;
  /** the row to be written, secret fields sealed */
  cells: CopyValue[];
}

const columns = {
  county: 'text',
  id: 'uuid',
  area_code: 'text',
  name: 'text',
  name_initials: 'text',
  sex: 'text',
  birth_date: 'date',
  language: 'text',
  ethnicity: 'text',
  id_cipher: 'bytea',
  id_index: 'bytea',
  id_tail_index: 'bytea',
  phone_cipher: 'bytea',
  phone_index: 'bytea',
  phone_tail_index: 'bytea',
  address_cipher: 'bytea',
  disabled: 'boolean',
  nursing_home: 'boolean',
  deceased: 'boolean',
  deceased_on: 'date',
  moved_on: 'date',
  moved_to: 'text',
  transferred_from: 'jsonb',
  field_sources: 'jsonb',
} as const;
const names = Object.keys(columns).join(', ');

export const draftPerson = (
  keys: FieldKeys,
  { county, personId: id }: { county: string; personId: string },
  fields: PersonFields,
  transferredFrom: PersonDraft['transferredFrom'],
): PersonDraft => {
  const sealed = sealPerson(keys, id, fields);
  const cells: CopyValue[] = [
    county,
    id,
    fields.areaCode,
    fields.name,
    nameInitials(fields.name),
    fields.sex,
    fields.birthDate,
    fields.language,
    fields.ethnicity,
    sealed.idCipher,
    sealed.idIndex,
    sealed.idTailIndex,
    sealed.phoneCipher,
    sealed.phoneIndex,
    sealed.phoneTailIndex,
    sealed.addressCipher,
    fields.disabled,
    fields.nursingHome,
    fields.deceased,
    fields.deceasedOn,
    fields.movedOn,
    fields.movedTo,
    transferredFrom === null ? null : { json: transferredFrom },
    { json: packSources(fields.fieldSources) },
  ];
  return { county, id, areaCode: fields.areaCode, transferredFrom, cells };
};

export const insertPersons = async (b: BulkWriter, run: RunScope, drafts: readonly PersonDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ cells }) => cells);
  await loadTemp(b, 'import_person', columns, rows, { joined: false });
  await b.query(
    `INSERT INTO person (${names}, origin, state, created_at, updated_at)
     SELECT ${names}, 'file', 'active', $1::timestamptz, $1::timestamptz FROM import_person`,
    [b.at],
  );
  await keepCreated(b, run);
};

/** Sealed anew under the same row; `area_code` moves with everything that belongs to the person. */
export const updatePersons = async (b: BulkWriter, run: RunScope, drafts: readonly PersonDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  const images = drafts.map(({ county, id }) => ({ county, personId: id, act: 'changed' as const, bond: null }));
  await keepImages(b, run, images);
  await loadTemp(
    b,
    'import_person',
    columns,
    drafts.map(({ cells }) => cells),
  );
  const kept = new Set(['county', 'id', 'language', 'transferred_from']);
  const changing = Object.keys(columns).filter((name) => !kept.has(name));
  await b.query(
    `UPDATE person p SET ${changing.map((name) => `${name} = n.${name}`).join(', ')}, rev = p.rev + 1, updated_at = $1
       FROM import_person n WHERE p.county = n.county AND p.id = n.id`,
    [b.at],
  );
  // the keys to the person carry the area and are checked at commit; the entry itself is moved by the refold
  for (const table of tablesOfPerson)
    await b.query(
      `UPDATE ${table} t SET area_code = n.area_code FROM import_person n
        WHERE t.county = n.county AND t.person_id = n.id AND t.area_code <> n.area_code`,
    );
  await b.query(
    `UPDATE entry_owner o SET area_code = n.area_code FROM import_person n, register_entry e
      WHERE e.county = n.county AND e.person_id = n.id AND o.county = e.county AND o.entry_id = e.id
        AND o.area_code <> n.area_code`,
  );
};

/** What stays in the county somebody left: closed, readable, never written again. Doses a person recorded go along. */
export const leaveBehind = async (b: BulkWriter, run: RunScope, drafts: readonly PersonDraft[]): Promise<void> => {
  const moved = drafts.flatMap(({ county, id, areaCode, transferredFrom }) =>
    transferredFrom === null ? [] : [[transferredFrom.county, transferredFrom.personId, county, id, areaCode]],
  );
  if (moved.length === 0) return;
  const left = drafts.flatMap(({ transferredFrom }) =>
    transferredFrom === null ? [] : [{ ...transferredFrom, act: 'left' as const, bond: transferredFrom.personId }],
  );
  await keepImages(b, run, left);
  const moves = { old_county: 'text', old_id: 'uuid', county: 'text', id: 'uuid', area_code: 'text' };
  await loadTemp(b, 'import_transfer', moves, moved);
  await b.query(
    `UPDATE person p SET state = 'gone', rev = p.rev + 1, updated_at = $1 FROM import_transfer t
      WHERE p.county = t.old_county AND p.id = t.old_id`,
    [b.at],
  );
  await b.query('DROP TABLE IF EXISTS pg_temp.carried_dose');
  await b.query(
    `CREATE TEMPORARY TABLE carried_dose ON COMMIT DROP AS
     SELECT t.county, gen_random_uuid() AS id, t.area_code, t.id AS person_id, d.product, d.given_on, d.origin, d.source_id, d.lot, d.site, d.user_id, d.recorded_at, d.flags
       FROM import_transfer t JOIN dose d ON d.county = t.old_county AND d.person_id = t.old_id AND d.voided_by IS NULL`,
  );
  await b.query(
    `INSERT INTO dose (county, id, area_code, person_id, product, given_on, origin, source_id, lot, site, user_id, recorded_at, flags)
     SELECT county, id, area_code, person_id, product, given_on, origin, source_id, lot, site, user_id, recorded_at, flags FROM carried_dose`,
  );
  await keepDoses(b, run, 'carried_dose', true);
};

/** What somebody decided: one of two stays; visits and doses of the other belong to it from now on. */
export const absorbPersons = async (
  b: BulkWriter,
  run: RunScope,
  absorbed: readonly { county: string; from: string; into: string }[],
): Promise<void> => {
  if (absorbed.length === 0) return;
  await loadTemp(
    b,
    'import_absorbed',
    { county: 'text', from_id: 'uuid', into_id: 'uuid' },
    absorbed.map(({ county, from, into }) => [county, from, into]),
  );
  await b.query(
    `SELECT p.id FROM person p JOIN import_absorbed a ON a.county = p.county AND p.id IN (a.from_id, a.into_id)
      ORDER BY p.county, p.id FOR UPDATE OF p`,
  );
  const both = absorbed.flatMap(({ county, from, into }) => [
    { county, personId: from, act: 'merged' as const, bond: into },
    { county, personId: into, act: 'united' as const, bond: into },
  ]);
  await keepImages(b, run, both);
  await b.query(
    `UPDATE person p SET state = 'merged', merged_into = a.into_id, rev = p.rev + 1, updated_at = $1
       FROM import_absorbed a WHERE p.county = a.county AND p.id = a.from_id AND p.state = 'active'`,
    [b.at],
  );
};
