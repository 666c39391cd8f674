/** What the cells of a column look like, and where that contradicts what somebody says the column is. */
import { parseIdNumber } from '../person/id-number.ts';
import { normalisePhone } from '../person/phone.ts';
import type { ColumnMapping, Content, ImportField } from './query.ts';

const plain = (cell: string): string => cell.normalize('NFKC').trim();

const isDay = (cell: string): boolean =>
  /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T].*)?$/u.test(cell) || /^(?:19|20)\d{2}[01]\d[0-3]\d$/.test(cell);
const isId = (cell: string): boolean => parseIdNumber(cell).ok || /^\d{14,17}[\dXx*]$/.test(cell);

/** The first that most cells pass; a phone is a number too, so the order matters. */
const tests: readonly [Content, (cell: string) => boolean][] = [
  ['sex', (cell) => /^(?:男|女|남|여|male|female|m|f)性?$/iu.test(cell)],
  ['id', isId],
  ['date', isDay],
  ['area', (cell) => /^[1-9]\d{5}(?:\d{3}|\d{6})?$/.test(cell)],
  ['phone', (cell) => normalisePhone(cell) !== null],
  ['number', (cell) => /^[+-]?\d+(?:\.\d+)?$/.test(cell)],
  // a name, a product, a yes: no digits and short
  ['word', (cell) => !/\d/.test(cell) && [...cell].length <= 20],
];

const mostOf = 0.8;

export const contentOf = (cells: readonly string[]): Content => {
  const filled = cells.map(plain).filter((cell) => cell !== '');
  if (filled.length === 0) return 'empty';
  const found = tests.find(([, test]) => filled.filter(test).length >= filled.length * mostOf);
  return found?.[0] ?? 'text';
};

/** What a column of a field cannot be. Lists what is certainly wrong, not everything that is unusual. */
const impossible: Partial<Record<ImportField, readonly Content[]>> = {
  name: ['id', 'phone', 'date', 'sex', 'area', 'number', 'empty'],
  idNumber: ['phone', 'date', 'sex', 'area', 'word'],
  sex: ['id', 'phone', 'date', 'area', 'text'],
  birthDate: ['id', 'phone', 'sex', 'area', 'word'],
  phone: ['id', 'date', 'sex', 'area', 'word'],
  areaCode: ['id', 'phone', 'date', 'sex'],
  address: ['id', 'phone', 'date', 'sex'],
  ethnicity: ['id', 'phone', 'date', 'sex', 'area'],
  product: ['id', 'phone', 'date', 'sex', 'area'],
  givenOn: ['id', 'phone', 'sex', 'area', 'word'],
};

export interface Contradiction {
  field: ImportField;
  column: number;
  content: Content;
}

export const findContradictions = (
  mapping: ColumnMapping,
  columns: readonly { index: number; content: Content }[],
): Contradiction[] =>
  (Object.entries(mapping) as [ImportField, number][]).flatMap(([field, column]) => {
    const content = columns.find(({ index }) => index === column)?.content;
    if (content === undefined || impossible[field]?.includes(content) !== true) return [];
    return [{ field, column, content }];
  });
