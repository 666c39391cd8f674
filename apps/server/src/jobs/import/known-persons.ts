/** Persons of the register as an approval finds them, locked. */
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { unpackSources } from '../../entry/field-sources.ts';
import { openPersonField, type SecretFields } from '../../entry/sealed-person.ts';

export interface KnownPerson extends SecretFields {
  county: string;
  id: string;
  areaCode: string;
  name: string;
  sex: string;
  birthDate: string | null;
  language: string;
  ethnicity: string | null;
  disabled: boolean;
  nursingHome: boolean;
  deceased: boolean;
  deceasedOn: string | null;
  movedOn: string | null;
  movedTo: string | null;
  state: string;
  fieldSources: Record<string, unknown>;
}

export const lockKnownPersons = async (
  b: BulkWriter,
  keys: FieldKeys,
  persons: readonly { county: string; personId: string }[],
): Promise<Map<string, KnownPerson>> => {
  if (persons.length === 0) return new Map();
  const rows = await b.query<{
    county: string;
    id: string;
    area_code: string;
    name: string;
    sex: string;
    birth_date: string | null;
    language: string;
    ethnicity: string | null;
    id_cipher: Buffer | null;
    phone_cipher: Buffer | null;
    address_cipher: Buffer | null;
    disabled: boolean;
    nursing_home: boolean;
    deceased: boolean;
    deceased_on: string | null;
    moved_on: string | null;
    moved_to: string | null;
    state: string;
    field_sources: unknown;
  }>(
    `SELECT p.county, p.id::text, p.area_code, p.name, p.sex, p.birth_date::text, p.language, p.ethnicity, p.id_cipher, p.phone_cipher,
            p.address_cipher, p.disabled, p.nursing_home, p.deceased, p.deceased_on::text, p.moved_on::text, p.moved_to, p.state, p.field_sources
       FROM unnest($1::text[], $2::uuid[]) n(county, id) JOIN person p ON p.county = n.county AND p.id = n.id
      ORDER BY p.county, p.id FOR UPDATE OF p`,
    [persons.map(({ county }) => county), persons.map(({ personId }) => personId)],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        county: row.county,
        id: row.id,
        areaCode: row.area_code,
        name: row.name,
        sex: row.sex,
        birthDate: row.birth_date,
        language: row.language,
        ethnicity: row.ethnicity,
        disabled: row.disabled,
        nursingHome: row.nursing_home,
        deceased: row.deceased,
        deceasedOn: row.deceased_on,
        movedOn: row.moved_on,
        movedTo: row.moved_to,
        state: row.state,
        fieldSources: unpackSources(row.field_sources),
        idNumber: openPersonField(keys, row.id, 'idNumber', row.id_cipher),
        phone: openPersonField(keys, row.id, 'phone', row.phone_cipher),
        address: openPersonField(keys, row.id, 'address', row.address_cipher),
      },
    ]),
  );
};
