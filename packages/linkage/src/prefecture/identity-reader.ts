/** What a row says about who it is, and nothing else: `readRow` for millions of rows. */
import type { ColumnMapping, ImportField } from '@qiaomen/domain/import-batch/query';
import { checkCharacterOf, parseIdNumber } from '@qiaomen/domain/person/id-number';
import type { SourceKind } from '@qiaomen/domain/register/query';
import type { LinkRecord } from './link-register.ts';
import { readRow, type RowContext, type SourceRow } from './read-row.ts';

export type Identity = Pick<LinkRecord, 'name' | 'sex' | 'birthDate' | 'idNumber' | 'phone' | 'areaCode'>;

/** Names of a prefecture repeat, its dates and areas even more; a file of other things must not fill the memory. */
const mostRemembered = 300_000;

const remembered = <Value>(read: (text: string) => Value): ((text: string) => Value) => {
  let known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= mostRemembered) known = new Map();
    const value = read(text);
    known.set(text, value);
    return value;
  };
};

/** Null for a row of which nobody could tell whose it is. */
export const identityReader = (
  kind: SourceKind,
  mapping: ColumnMapping,
  context: RowContext,
): ((cells: readonly string[], numeric: readonly boolean[]) => Identity | null) => {
  const alone = (field: ImportField, text: string, isNumeric: boolean): SourceRow =>
    readRow(kind, { [field]: 0 }, [text], [isNumeric], context).record;
  const knownName = remembered((text) => alone('name', text, false).name);
  // three plain Han characters, three names of four, are shown as they are written
  const nameOf = (text: string): string => (/^[\u4e00-\u9fa5]{3}$/.test(text) ? text : knownName(text));
  const sexOf = remembered((text) => alone('sex', text, false).sex);
  const birthOf = remembered((text) => alone('birthDate', text, false).birthDate ?? '');
  const serialBirthOf = remembered((text) => alone('birthDate', text, true).birthDate ?? '');
  const areaOf = remembered((text) => alone('areaCode', text, false).areaCode ?? '');
  const phoneOf = (text: string): string | null =>
    /^1[3-9]\d{9}$/.test(text) && !/(\d)\1{7}$/.test(text) ? text : alone('phone', text, false).phone;
  const numberOf = (field: 'idNumber' | 'disabilityNumber', text: string, isNumeric: boolean): SourceRow | Number18 =>
    (isNumeric || field !== 'idNumber' ? null : plainNumber(text)) ?? alone(field, text, isNumeric);

  return (cells, numeric) => {
    const cell = (field: ImportField): string => {
      const column = mapping[field];
      return column === undefined ? '' : (cells[column] ?? '');
    };
    const isNumeric = (field: ImportField): boolean => {
      const column = mapping[field];
      return column !== undefined && (numeric[column] ?? false);
    };
    const written = cell('idNumber');
    const idField = written.trim() === '' && mapping.disabilityNumber !== undefined ? 'disabilityNumber' : 'idNumber';
    const id = numberOf(idField, idField === 'idNumber' ? written : cell(idField), isNumeric(idField));
    const name = nameOf(cell('name'));
    const said = sexOf(cell('sex'));
    const birth = cell('birthDate');
    const birthDate = (isNumeric('birthDate') ? serialBirthOf(birth) : birthOf(birth)) || id.birthDate;
    const phone = cell('phone') === '' ? null : phoneOf(cell('phone'));
    const areaCode = areaOf(cell('areaCode')) || null;
    if (!id.idValid && (name === '' || (birthDate === null && phone === null && areaCode === null))) return null;
    return { name, sex: said === 'unknown' ? id.sex : said, birthDate, idNumber: id.idNumber, phone, areaCode };
  };
};

type Number18 = Pick<SourceRow, 'idNumber' | 'idValid' | 'birthDate' | 'sex'>;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const passesCheck = (text: string): boolean => {
  if (text.length !== 18) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += digit * (weights[at] ?? 0);
  }
  return '10X98765432'.charAt(sum % 11) === text.charAt(17);
};

/** The birth date a number of these eight digits has; '' for those that make it no number. */
const birthOfNumber = remembered((digits) => {
  const first17 = `110101${digits}001`;
  const parsed = parseIdNumber(first17 + checkCharacterOf(first17));
  return parsed.ok ? parsed.birthDate : '';
});

/** A number written as it should be: nine of ten are, and need none of the cleaning. */
const plainNumber = (text: string): Number18 | null => {
  if (!passesCheck(text)) return null;
  const birthDate = birthOfNumber(text.slice(6, 14));
  if (birthDate === '') return null;
  return { idNumber: text, idValid: true, birthDate, sex: text.charCodeAt(16) % 2 === 1 ? 'male' : 'female' };
};
