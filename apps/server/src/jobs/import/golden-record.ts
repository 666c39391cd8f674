/**
 * The one record of a person out of all rows that speak of them. Each field says which row won and why:
 * - rank: the household register outranks what other offices copied from it (name, sex, birth date, area, ID number);
 * - checked: an ID number whose checksum holds outranks one that fails; a failing one never enters the register;
 * - from_id: taken from the checked ID number because no row says it better;
 * - agreed: most of the rows say so; newest: the row imported last says so; any: one row is enough (a safety note).
 */
import type { PersonLanguage } from '@qiaomen/domain/account/role';
import type { Sex } from '@qiaomen/domain/person/command';
import { parseIdNumber } from '@qiaomen/domain/person/id-number';
import { dayOf } from '@qiaomen/domain/register/day';
import type { SourceKind } from '@qiaomen/domain/register/query';

export interface SourceFields {
  name: string;
  sex: Sex;
  birthDate: string | null;
  idNumber: string | null;
  idValid: boolean;
  phone: string | null;
  areaCode: string | null;
  address: string | null;
  ethnicity: string | null;
  disabled: boolean;
  nursingHome: boolean;
  deceased: boolean;
  /** of lists of events */
  deathDate?: string | null;
  movedOn?: string | null;
  destination?: string | null;
}

export interface GoldenSource {
  sourceId: string;
  kind: SourceKind;
  /** when its batch was uploaded, ISO; with `rowNo` it orders rows of one kind */
  importedAt: string;
  rowNo: number;
  fields: SourceFields;
}

export type Why = 'rank' | 'checked' | 'from_id' | 'agreed' | 'newest' | 'any';
/** `on`: the day its batch was uploaded; a county that may not see the rows still sees office and day */
export type FieldSources = Record<string, { kind: SourceKind; sourceId: string; why: Why; on: string }>;

export interface GoldenRecord {
  name: string;
  sex: Sex;
  birthDate: string | null;
  idNumber: string | null;
  phone: string | null;
  areaCode: string | null;
  address: string | null;
  ethnicity: string | null;
  language: PersonLanguage;
  disabled: boolean;
  nursingHome: boolean;
  deceased: boolean;
  deceasedOn: string | null;
  /** a list says so, and the household register has not said otherwise since; a move inside the prefecture is none */
  movedOn: string | null;
  movedTo: string | null;
  fieldSources: FieldSources;
}

const identityRank: readonly SourceKind[] = [
  'population', 'medical', 'social', 'disability', 'health', 'nursing_home', 'move_out', 'death', 'vaccination',
]; // prettier-ignore
/** who called the person last: clinics do, registers copy */
const phoneRank: readonly SourceKind[] = [
  'vaccination', 'health', 'nursing_home', 'disability', 'medical', 'social', 'population', 'move_out', 'death',
]; // prettier-ignore

/** What decides between rows. */
type Ranked = Omit<GoldenSource, 'fields'>;

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const ordered = <Row extends Ranked>(rows: readonly Row[], rank: readonly SourceKind[]): readonly Row[] => {
  // most people have one row
  if (rows.length < 2) return rows;
  return rows.toSorted(
    (left, right) =>
      rank.indexOf(left.kind) - rank.indexOf(right.kind) ||
      compareText(right.importedAt, left.importedAt) ||
      right.rowNo - left.rowNo ||
      compareText(left.sourceId, right.sourceId),
  );
};

const newestFirst = (rows: readonly GoldenSource[]): readonly GoldenSource[] =>
  ordered(rows, phoneRank).toSorted((left, right) => compareText(right.importedAt, left.importedAt));

interface Choice<Value, Row extends Ranked = GoldenSource> {
  value: Value;
  row: Row;
  why: Why;
}

/** The household register's word; without it the value most rows give, in a tie the higher rank. */
const chooseByRank = <Value extends string, Row extends Ranked>(
  rows: readonly Row[],
  read: (row: Row) => Value | null,
): Choice<Value, Row> | undefined => {
  const said = ordered(rows, identityRank).flatMap((row) => {
    const value = read(row);
    return value === null || value === '' ? [] : [{ value, row }];
  });
  const first = said[0];
  if (first === undefined) return undefined;
  if (first.row.kind === 'population') return { ...first, why: 'rank' };
  const votes = Map.groupBy(said, ({ value }) => value);
  const most = Math.max(...[...votes.values()].map((group) => group.length));
  const winner = said.find(({ value }) => votes.get(value)?.length === most) ?? first;
  return { ...winner, why: most > 1 ? 'agreed' : 'rank' };
};

const byRank = <Value extends string>(
  rows: readonly GoldenSource[],
  read: (fields: SourceFields) => Value | null,
): Choice<Value> | undefined => chooseByRank(rows, (row) => read(row.fields));

/** Where the person lives by these rows: the one rule of the preview and of the record that is published. */
export const residenceOf = (rows: readonly (Ranked & { areaCode: string | null })[]): string | null =>
  chooseByRank(rows, (row) => row.areaCode)?.value ?? null;

/** A person is published where a county of the prefecture answers for them. */
export const isInside = (prefecture: string, areaCode: string | null): boolean =>
  areaCode !== null && areaCode.length >= 6 && areaCode.startsWith(prefecture);

const chooseId = (rows: readonly GoldenSource[]): Choice<string> | undefined => {
  const choice = byRank(rows, ({ idNumber, idValid }) => (idValid ? idNumber : null));
  return choice === undefined || choice.why === 'agreed' ? choice : { ...choice, why: 'checked' };
};

interface Move {
  row: GoldenSource;
  on: string;
  /** an area code, where the list gives one */
  to: string | null;
}

/** The last word of a list of moves, unless a household register that came later still has the person. */
const lastMove = (rows: readonly GoldenSource[]): Move | undefined => {
  const moves = rows.flatMap((row): Move[] => {
    const { movedOn = null, destination = null } = row.fields;
    if (row.kind !== 'move_out' || movedOn === null) return [];
    return [{ row, on: movedOn, to: /^\d{6}(?:\d{3}|\d{6})?$/.exec(destination ?? '')?.[0] ?? null }];
  });
  const last = moves.toSorted((left, right) => compareText(right.on, left.on))[0];
  const isBack = rows.some(
    ({ kind, importedAt }) => kind === 'population' && importedAt > (last?.row.importedAt ?? ''),
  );
  return isBack ? undefined : last;
};

/** A move inside the prefecture changes the area; any other is a claim that somebody has to accept. */
const isNear = (to: string | null, from: string | null | undefined): to is string =>
  to !== null && from !== null && from !== undefined && to.slice(0, 4) === from.slice(0, 4);

/** 04 Tibetan, 10 Korean (GB/T 3304-1991): a first guess that a person corrects at the door. */
const languages: Record<string, PersonLanguage> = { '04': 'bo', '10': 'ko' };

let lastUpload = { at: '', day: '' };

/** Rows come by the file, and a file has one day. */
const uploadDay = (at: string): string => {
  if (lastUpload.at !== at) lastUpload = { at, day: dayOf(at) };
  return lastUpload.day;
};

export const goldenRecord = (rows: readonly GoldenSource[]): GoldenRecord => {
  const fieldSources: FieldSources = {};
  const take = <Value>(field: string, choice: Choice<Value> | undefined): Value | null => {
    if (choice === undefined) return null;
    const { kind, sourceId, importedAt } = choice.row;
    fieldSources[field] = { kind, sourceId, why: choice.why, on: uploadDay(importedAt) };
    return choice.value;
  };
  const flag = (field: 'disabled' | 'nursingHome' | 'deceased'): boolean => {
    const row = newestFirst(rows).find(({ fields }) => fields[field]);
    return take(field, row === undefined ? undefined : { value: true, row, why: 'any' }) ?? false;
  };

  const id = chooseId(rows);
  const idNumber = take('idNumber', id);
  const parsed = idNumber === null ? undefined : parseIdNumber(idNumber);
  const fromId = <Value>(value: Value): Choice<Value> | undefined =>
    id === undefined ? undefined : { value, row: id.row, why: 'from_id' };

  const birth = byRank(rows, (fields) => fields.birthDate);
  const idBirth = parsed?.ok === true ? fromId(parsed.birthDate) : undefined;
  const sex = byRank(rows, (fields) => (fields.sex === 'unknown' ? null : fields.sex));
  const idSex = parsed?.ok === true ? fromId<Sex>(parsed.sex) : undefined;
  const area = byRank(rows, (fields) => fields.areaCode);
  const move = lastMove(rows);
  const house =
    move !== undefined && isNear(move.to, area?.value)
      ? { value: move.to, row: move.row, why: 'newest' as const }
      : area;
  const away = move !== undefined && house === area ? move : undefined;
  const died = newestFirst(rows).find(({ fields }) => (fields.deathDate ?? null) !== null);
  const phone = newestFirst(rows).find(({ fields }) => (fields.phone ?? '') !== '');
  const addressed = (row: GoldenSource): boolean => (row.fields.address ?? '') !== '';
  const address =
    rows.find((row) => row === area?.row && addressed(row)) ?? ordered(rows, identityRank).find(addressed);
  const ethnicity = take(
    'ethnicity',
    byRank(rows, (fields) => fields.ethnicity),
  );

  return {
    name:
      take(
        'name',
        byRank(rows, (fields) => fields.name),
      ) ?? '',
    sex: take('sex', sex?.row.kind === 'population' ? sex : (idSex ?? sex)) ?? 'unknown',
    birthDate: take('birthDate', birth?.row.kind === 'population' ? birth : (idBirth ?? birth)),
    idNumber,
    phone: take('phone', phone && { value: phone.fields.phone, row: phone, why: 'newest' }),
    areaCode: take('areaCode', house),
    address: take('address', address && { value: address.fields.address, row: address, why: 'rank' }),
    ethnicity,
    language: languages[ethnicity ?? ''] ?? 'zh-CN',
    disabled: flag('disabled'),
    nursingHome: flag('nursingHome'),
    deceased: flag('deceased'),
    deceasedOn: take('deceasedOn', died && { value: died.fields.deathDate ?? null, row: died, why: 'newest' }),
    movedOn: take('movedOn', away && { value: away.on, row: away.row, why: 'newest' }),
    movedTo: away?.to ?? null,
    fieldSources,
  };
};
