/** Decides, pure, what an approval does with one person: publish, change, transfer to another county, or leave alone. */
import type { FieldSources, GoldenRecord } from './golden-record.ts';
import { isInside } from './golden-record.ts';
import type { KnownPerson } from './known-persons.ts';

export interface PersonFields {
  areaCode: string;
  name: string;
  sex: string;
  birthDate: string | null;
  language: string;
  ethnicity: string | null;
  idNumber: string | null;
  phone: string | null;
  address: string | null;
  disabled: boolean;
  nursingHome: boolean;
  deceased: boolean;
  deceasedOn: string | null;
  movedOn: string | null;
  movedTo: string | null;
  fieldSources: Record<string, unknown>;
}

export type Settled =
  | { act: 'create'; county: string; fields: PersonFields }
  /** lives in another county now: a new person there, the old one stays behind as read-only history */
  | { act: 'transfer'; county: string; fields: PersonFields }
  | { act: 'change'; fields: PersonFields; moved: boolean }
  | { act: 'keep' }
  /** no residence in the prefecture is known: listed, not published */
  | { act: 'leave_out' };

const fieldsOf = (golden: GoldenRecord, areaCode: string): PersonFields => {
  const { areaCode: _area, ...rest } = golden;
  return { ...rest, areaCode };
};

/** What a file does not say stays as it was; the language was perhaps corrected at the door and is never overwritten. */
const merged = (known: KnownPerson, golden: GoldenRecord): PersonFields => {
  const sources: FieldSources = golden.fieldSources;
  return {
    areaCode: golden.areaCode ?? known.areaCode,
    name: golden.name === '' ? known.name : golden.name,
    sex: golden.sex === 'unknown' ? known.sex : golden.sex,
    birthDate: golden.birthDate ?? known.birthDate,
    language: known.language,
    ethnicity: golden.ethnicity ?? known.ethnicity,
    idNumber: golden.idNumber ?? known.idNumber,
    phone: golden.phone ?? known.phone,
    address: golden.address ?? known.address,
    disabled: golden.disabled,
    nursingHome: golden.nursingHome,
    deceased: golden.deceased,
    deceasedOn: golden.deceasedOn,
    movedOn: golden.movedOn,
    movedTo: golden.movedTo,
    fieldSources: { ...known.fieldSources, ...sources },
  };
};

/**
 * A field a person decided stands in the register as they said: `field_sources` names it `chosen`, and no file changes it
 * until the choice is taken back (`features/person-source`). Whoever restores or merges persons keeps both together.
 */
const isChosen = (known: KnownPerson, field: string): boolean => {
  const source = known.fieldSources[field];
  return typeof source === 'object' && source !== null && 'why' in source && source.why === 'chosen';
};

const withChosen = (known: KnownPerson, fields: PersonFields): PersonFields => {
  const chosen = compared.filter((field) => isChosen(known, field));
  const pick = (from: Record<string, unknown>) => Object.fromEntries(chosen.map((field) => [field, from[field]]));
  return { ...fields, ...pick({ ...known }), fieldSources: { ...fields.fieldSources, ...pick(known.fieldSources) } };
};

const compared = [
  'areaCode',
  'name',
  'sex',
  'birthDate',
  'ethnicity',
  'idNumber',
  'phone',
  'address',
  'disabled',
  'nursingHome',
  'deceased',
  'deceasedOn',
  'movedOn',
  'movedTo',
] as const;

export const settlePerson = (prefecture: string, golden: GoldenRecord, known: KnownPerson | undefined): Settled => {
  const { areaCode } = golden;
  const inside = areaCode !== null && isInside(prefecture, areaCode);
  if (known === undefined)
    return inside
      ? { act: 'create', county: areaCode.slice(0, 6), fields: fieldsOf(golden, areaCode) }
      : { act: 'leave_out' };
  if (known.state === 'merged' || known.state === 'gone' || known.state === 'declined') return { act: 'keep' };
  const fields = withChosen(known, merged(known, inside ? golden : { ...golden, areaCode: known.areaCode }));
  if (inside && areaCode.slice(0, 6) !== known.county && !isChosen(known, 'areaCode'))
    return { act: 'transfer', county: areaCode.slice(0, 6), fields };
  // a less exact residence never replaces a more exact one of the same place
  if (known.areaCode.startsWith(fields.areaCode)) fields.areaCode = known.areaCode;
  const changed = compared.some((field) => fields[field] !== known[field]);
  return changed ? { act: 'change', fields, moved: fields.areaCode !== known.areaCode } : { act: 'keep' };
};
