import type { DoseProduct } from '@qiaomen/domain/dose/command';
import type { ColumnMapping, FaultCode, ImportField } from '@qiaomen/domain/import-batch/query';
import { importFields } from '@qiaomen/domain/import-batch/query';
import type { Sex } from '@qiaomen/domain/person/command';
import { normalisePhone } from '@qiaomen/domain/person/phone';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { cleanName, isInstitution, isPlausibleName } from '../standardise/clean-name.ts';
import { readArea } from './read-area.ts';
import { readDate } from './read-date.ts';
import { idOfCertificate, readEvent, type EventFields } from './read-event.ts';
import { readId } from './read-id.ts';
import { readDeceased, readEthnicity, readFlag, readProduct, readSex, saysNothing } from './words.ts';

export interface SourceRow extends EventFields {
  name: string;
  sex: Sex;
  birthDate: string | null;
  /** 18 characters when valid; else what was written, cleaned; digits a spreadsheet lost are asterisks */
  idNumber: string | null;
  idValid: boolean;
  phone: string | null;
  areaCode: string | null;
  address: string | null;
  ethnicity: string | null;
  householdId: string | null;
  disabled: boolean;
  nursingHome: boolean;
  deceased: boolean;
  product: DoseProduct | null;
  givenOn: string | null;
  lot: string | null;
  /** the cells as they were, by field */
  raw: Partial<Record<ImportField, string>>;
}

export interface RowFault {
  column: ImportField | null;
  code: FaultCode;
  severity: 'error' | 'warning';
  /** never a name, phone or ID number: a day or an area code */
  suggestion: string | null;
}

export interface RowContext {
  today: string;
  areaExists(code: string): boolean;
  /** digits of the prefecture */
  prefecture: string;
  /** number of columns of the header; without it short and long rows are not noticed */
  columnCount?: number;
}

/** Nobody older has ever been verified; offices write 1900-01-01 for "unknown". */
const oldest = 122;

const yearsBefore = (today: string, years: number): string => `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;

/** What a formula leaves behind where it could not be worked out. */
const isCellError = (text: string): boolean =>
  text.startsWith('#') &&
  /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/.test(text.trim());

/** Doses of any product here were given after the first emergency use. */
const firstDoseDay = '2020-06-01';

/**
 * One row in the words of the register. A row is in error when nobody could tell whose it is, or (for a vaccination)
 * what was given when; anything else is kept with a warning, because a person with a mistyped number still lives there.
 */
export const readRow = (
  kind: SourceKind,
  mapping: ColumnMapping,
  cells: readonly string[],
  numeric: readonly boolean[],
  context: RowContext,
): { record: SourceRow; faults: RowFault[] } => {
  const faults: RowFault[] = [];
  const fault = (
    column: ImportField | null,
    code: FaultCode,
    severity: RowFault['severity'] = 'warning',
    suggestion: string | null = null,
  ): void => void faults.push({ column, code, severity, suggestion });

  const raw: SourceRow['raw'] = {};
  const known: SourceRow['raw'] = {};
  for (const field of importFields) {
    const column = mapping[field];
    const text = column === undefined ? '' : (cells[column] ?? '');
    if (text === '' || text.trim() === '') continue;
    raw[field] = text;
    if (isCellError(text)) fault(field, 'cell_error');
    else if (!saysNothing(text)) known[field] = text;
  }
  const isNumeric = (field: ImportField): boolean => mapping[field] !== undefined && (numeric[mapping[field]] ?? false);

  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (context.columnCount !== undefined && filled > context.columnCount) fault(null, 'row_long');
  if (context.columnCount !== undefined && cells.length < context.columnCount) fault(null, 'row_short');

  const written = cleanName(known.name ?? '');
  const name = isInstitution(written) ? '' : written;
  const idField = raw.idNumber === undefined && raw.disabilityNumber !== undefined ? 'disabilityNumber' : 'idNumber';
  const idWritten = isCellError(raw.idNumber ?? '')
    ? ''
    : (raw.idNumber ?? idOfCertificate(raw.disabilityNumber ?? ''));
  const id = readId(idWritten, isNumeric(idField));
  for (const code of id.faults) fault(idField, code);

  const sexWord = readSex(raw.sex ?? '');
  if (known.sex !== undefined && sexWord === 'unknown' && raw.sex?.trim() !== '9') fault('sex', 'sex_unknown');
  const sex = sexWord === 'unknown' && id.sex !== null ? id.sex : sexWord;
  if (id.sex !== null && sexWord !== 'unknown' && id.sex !== sexWord) fault('sex', 'id_sex_differs');

  const birth = readDate(known.birthDate ?? '', isNumeric('birthDate'), 1900);
  const isFuture = birth.day !== null && birth.day > context.today;
  const isTooOld = birth.day !== null && birth.day < yearsBefore(context.today, oldest);
  const birthWritten = isFuture || isTooOld ? null : birth.day;
  const birthDate = birthWritten ?? id.birthDate;
  if (known.birthDate !== undefined && !isFuture && (birth.day === null || isTooOld || birth.swapped)) {
    fault('birthDate', 'birth_impossible', birthDate === null ? 'error' : 'warning', birthDate);
  }
  if (isFuture) fault('birthDate', 'birth_future', id.birthDate === null ? 'error' : 'warning', id.birthDate);
  if (id.birthDate !== null && birthWritten !== null && id.birthDate !== birthWritten) {
    fault('birthDate', 'id_birth_differs', 'warning', id.birthDate);
  }
  if (known.birthDate === undefined && birthDate === null) fault('birthDate', 'birth_missing');

  const phone = normalisePhone(known.phone ?? '');
  if (known.phone !== undefined && phone === null) fault('phone', 'phone_strange');

  const area = readArea(known.areaCode ?? '', context);
  if (area.fault !== null) fault('areaCode', area.fault, 'warning', area.code);
  if (area.code === null && known.areaCode === undefined && kind === 'population') fault('areaCode', 'area_missing');

  if (name === '') {
    fault('name', written === '' ? 'name_missing' : 'name_strange', kind === 'population' ? 'error' : 'warning');
  } else if (!isPlausibleName(name)) fault('name', 'name_strange');
  if (!id.isValid && (name === '' || (birthDate === null && phone === null && area.code === null))) {
    fault(null, 'nothing_to_match', 'error');
  }

  const product = readProduct(known.product ?? '');
  const given = readDate(known.givenOn ?? '', isNumeric('givenOn'), 2000);
  if (kind === 'vaccination') {
    if (product === null) fault('product', 'product_unknown', 'error');
    if (known.givenOn === undefined) fault('givenOn', 'given_missing', 'error');
    else if (given.day === null || given.day < firstDoseDay) fault('givenOn', 'given_impossible', 'error');
    else if (given.day > context.today) fault('givenOn', 'given_future', 'error');
    else if (given.swapped) fault('givenOn', 'given_impossible', 'warning', given.day);
  }

  const event = readEvent(
    kind,
    known,
    isNumeric,
    { idNumber: id.isValid ? id.text : null, birthDate, today: context.today },
    fault,
  );
  const isLeft = event.dischargedOn !== null && event.dischargedOn <= context.today;
  const text = (field: ImportField): string | null => known[field]?.replaceAll('\uFFFD', '').trim() || null;
  const record: SourceRow = {
    name,
    sex,
    birthDate,
    idNumber: id.text,
    idValid: id.isValid,
    phone,
    areaCode: area.code,
    address: text('address'),
    ethnicity: readEthnicity(raw.ethnicity ?? ''),
    householdId: text('householdId'),
    disabled: kind === 'disability' || readFlag(raw.disabled ?? ''),
    nursingHome: kind === 'nursing_home' ? !isLeft : readFlag(raw.nursingHome ?? ''),
    deceased: kind === 'death' || readDeceased(raw.deceased ?? ''),
    product,
    givenOn: given.day,
    lot: text('lot'),
    ...event,
    raw,
  };
  return { record, faults };
};
