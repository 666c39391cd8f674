import { isDateFormat } from './date-cell.ts';
import { comparisonTypes, modes } from './file-spec.ts';
import type { ColumnSource, FileColumns, FileComparison, FileRule, FileSpec, KeyPart, Mode } from './file-spec.ts';
import { LinkRefusal } from './link-refusal.ts';

type Thing = Record<string, unknown>;

const refuse = (where: string, what: string): never => {
  throw new LinkRefusal(`${where}: ${what}`);
};

const thing = (value: unknown, where: string, keys: readonly string[] | null): Thing => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(where, 'wants { … }');
  for (const key of Object.keys(value)) {
    if (keys !== null && !keys.includes(key)) refuse(where, `unknown word "${key}"; there are ${keys.join(', ')}`);
  }
  return value as Thing;
};

const list = (value: unknown, where: string): unknown[] =>
  Array.isArray(value) && value.length > 0 ? value : refuse(where, 'wants a list [ … ] with at least one entry');

const text = (value: unknown, where: string): string =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : refuse(where, 'wants a text');

const oneOf = <T extends string>(value: unknown, words: readonly T[], where: string): T =>
  words.find((word) => word === value) ??
  refuse(where, `unknown word ${JSON.stringify(value) ?? 'nothing'}; there are ${words.join(', ')}`);

/** Names that the engine's own columns have. */
const taken = ['l', 'r', 'rid', 'id', 'weight', 'needs_person'];

const fieldName = (value: unknown, where: string): string => {
  const name = text(value, where);
  if (!/^[\p{L}][\p{L}\p{N}_]{0,39}$/u.test(name)) refuse(where, `"${name}" is no field name (letters, digits, _)`);
  if (taken.includes(name.toLowerCase()) || /^w_/i.test(name)) refuse(where, `"${name}" is reserved; choose another`);
  return name;
};

const readComparison = (value: unknown, where: string): FileComparison => {
  const given = thing(value, where, ['field', 'type', 'frequency', 'swappedWith', 'prefixes']);
  const { frequency = false, prefixes = [9, 6, 4] } = given;
  if (typeof frequency !== 'boolean') refuse(`${where}.frequency`, 'wants true or false');
  const lengths = list(prefixes, `${where}.prefixes`).map(Number);
  if (lengths.some((length) => !Number.isInteger(length) || length < 1))
    refuse(`${where}.prefixes`, 'wants whole numbers');
  const type = oneOf(given['type'], comparisonTypes, `${where}.type`);
  const swapped = given['swappedWith'];
  if (swapped !== undefined && type !== 'name' && type !== 'text')
    refuse(`${where}.swappedWith`, 'only for name and text');
  return {
    field: fieldName(given['field'], `${where}.field`),
    type,
    frequency: frequency === true,
    swappedWith: swapped === undefined ? null : text(swapped, `${where}.swappedWith`),
    prefixes: lengths.toSorted((a, b) => b - a),
  };
};

const readPart = (value: unknown, where: string, comparisons: readonly FileComparison[]): KeyPart => {
  const [name = '', part, ...more] = text(value, where).split(':');
  const found = comparisons.find(({ field }) => field === name);
  if (found === undefined || more.length > 0) {
    const fields = comparisons.map(({ field }) => field).join(', ');
    return refuse(where, `"${String(value)}" names no compared field; there are ${fields}`);
  }
  if (part === undefined) return { field: name, part: 'whole' };
  if (/^-?[1-9]\d?$/.test(part)) return { field: name, part: Number(part) };
  if (part === 'sound' && found.type === 'name') return { field: name, part };
  if ((part === 'year' || part === 'month_day') && found.type === 'date') return { field: name, part };
  return refuse(
    where,
    `"${part}" is no part of a ${found.type}; there are 3, -4, sound (name), year, month_day (date)`,
  );
};

const readRule = (value: unknown, where: string, comparisons: readonly FileComparison[]): FileRule => {
  const given = Array.isArray(value) ? { on: value } : thing(value, where, ['on', 'maxBlock']);
  const { on, maxBlock = 100 } = given as Thing;
  if (typeof maxBlock !== 'number' || !Number.isInteger(maxBlock) || maxBlock < 2)
    refuse(`${where}.maxBlock`, 'wants a whole number of at least 2');
  const parts = list(on, where).map((part, index) => readPart(part, `${where}[${index}]`, comparisons));
  return { parts, maxBlock: Number(maxBlock) };
};

const readColumn = (value: unknown, where: string): ColumnSource => {
  if (typeof value === 'string') return { columns: [text(value, where)], format: null };
  if (Array.isArray(value)) return { columns: list(value, where).map((name) => text(name, where)), format: null };
  const given = thing(value, where, ['column', 'columns', 'format']);
  const columns = given['columns'] ?? [given['column']];
  const format = given['format'] === undefined ? null : text(given['format'], `${where}.format`);
  if (format !== null && !isDateFormat(format))
    refuse(`${where}.format`, `"${format}" is no date format; write one like YYYY-MM-DD, D.M.YYYY, YYYYMMDD`);
  return { columns: list(columns, `${where}.columns`).map((name) => text(name, `${where}.column`)), format };
};

const readFileColumns = (value: unknown, where: string, comparisons: readonly FileComparison[]): FileColumns => {
  const given = thing(value, where, ['id', 'columns']);
  const fields = comparisons.map(({ field }) => field);
  const columns = Object.entries(thing(given['columns'] ?? {}, `${where}.columns`, fields));
  return {
    id: given['id'] === undefined ? null : text(given['id'], `${where}.id`),
    columns: new Map(columns.map(([field, source]) => [field, readColumn(source, `${where}.columns.${field}`)])),
  };
};

const checkFields = (comparisons: readonly FileComparison[]): void => {
  const seen = new Set<string>();
  for (const { field, type, swappedWith } of comparisons) {
    if (seen.has(field.toLowerCase())) refuse('comparisons', `field "${field}" occurs twice`);
    seen.add(field.toLowerCase());
    const other = comparisons.find((candidate) => candidate.field === swappedWith);
    if (swappedWith !== null && (other?.type !== type || other.field === field))
      refuse('comparisons', `"${field}" swappedWith "${swappedWith}": there is no other compared ${type} of that name`);
  }
};

/** Throws a LinkRefusal with the place in the spec. */
export const readSpec = (json: string, name: string): FileSpec => {
  try {
    const given = thing(parse(json), 'the spec', ['mode', 'files', 'comparisons', 'blocking']);
    const comparisons = list(given['comparisons'], 'comparisons').map((entry, index) =>
      readComparison(entry, `comparisons[${index}]`),
    );
    checkFields(comparisons);
    const rules = list(given['blocking'], 'blocking').map((entry, index) =>
      readRule(entry, `blocking[${index}]`, comparisons),
    );
    const files = Object.entries(thing(given['files'] ?? {}, 'files', null));
    const mode: Mode | null = given['mode'] === undefined ? null : oneOf(given['mode'], modes, 'mode');
    return {
      mode,
      files: new Map(files.map(([file, entry]) => [file, readFileColumns(entry, `files["${file}"]`, comparisons)])),
      comparisons,
      rules,
    };
  } catch (error) {
    if (error instanceof LinkRefusal) throw new LinkRefusal(`${name}: ${error.message}`);
    throw error;
  }
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('the spec', `is no JSON (${error instanceof Error ? error.message : 'unreadable'})`);
  }
};
