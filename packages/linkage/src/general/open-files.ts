import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { openTable, type Table } from '../read/read-table.ts';
import { TableFault } from '../read/table-fault.ts';
import type { ColumnSource, FileColumns, FileSpec } from './file-spec.ts';
import { LinkRefusal } from './link-refusal.ts';

const faultWords: Partial<Record<string, string>> = {
  file_empty: 'holds no table: a header and at least one row are needed',
  file_damaged: 'is damaged and cannot be read',
  file_encoding_unknown: 'has an encoding that cannot be read; save it as UTF-8, GB18030 or UTF-16',
  file_type_unknown: 'is neither CSV nor XLSX',
  file_not_what_it_says: 'is not what its name says',
  file_too_large: 'is larger than a file may be',
};

/** Opens a table, or says in one line why it cannot be read. */
export const openOrRefuse = async (path: string, headerRow: number | null = null): Promise<Table> => {
  const name = basename(path);
  try {
    if (!(await stat(path)).isFile()) throw new LinkRefusal(`${name}: is no file`);
    const said = { encoding: null, sheet: null, headerRow };
    return await openTable(path, headerRow === null ? {} : { said });
  } catch (error) {
    if (error instanceof LinkRefusal) throw error;
    if (error instanceof TableFault) throw new LinkRefusal(`${name}: ${faultWords[error.code] ?? error.code}`);
    throw new LinkRefusal(`${path}: cannot be opened (${codeOf(error)})`);
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';

export const readTextOrRefuse = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new LinkRefusal(`${path}: cannot be opened (${codeOf(error)})`);
  }
};

/** What is said about a file by its name, else about all files (`*`), else nothing: fields are the columns' names. */
const columnsFor = (spec: FileSpec, name: string): FileColumns =>
  spec.files.get(name) ?? spec.files.get('*') ?? { id: null, columns: new Map() };

export interface OpenFile {
  name: string;
  table: Table;
  /** position of the id column, or null */
  id: number | null;
  /** per comparison the positions that make its value, and a date's format */
  fields: { positions: readonly number[]; format: string | null }[];
}

const trimmed = (cells: readonly string[]): string[] => cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());

/** The header is the first row that has every column the spec names; only then does it matter what a header looks like. */
const openWithHeader = async (path: string, wanted: readonly string[]): Promise<Table> => {
  const table = await openOrRefuse(path);
  const hasAll = (headers: readonly string[]): boolean => wanted.every((column) => headers.includes(column));
  if (hasAll(table.headers)) return table;
  const header = table.firstRows.find(({ cells }) => hasAll(trimmed(cells)));
  return header === undefined ? table : openOrRefuse(path, header.line);
};

export const openFile = async (path: string, spec: FileSpec): Promise<OpenFile> => {
  const name = basename(path);
  const { id, columns } = columnsFor(spec, name);
  const sources = spec.comparisons.map(
    ({ field }): ColumnSource => columns.get(field) ?? { columns: [field], format: null },
  );
  const wanted = [...(id === null ? [] : [id]), ...sources.flatMap((source) => source.columns)];
  const table = await openWithHeader(path, wanted);
  const positionOf = (column: string): number => {
    const position = table.headers.indexOf(column);
    if (position !== -1) return position;
    const there = table.headers.filter((header) => header !== '').join(', ');
    throw new LinkRefusal(`${name}: there is no column "${column}"; the columns are ${there}`);
  };
  const fields = sources.map((source) => ({ positions: source.columns.map(positionOf), format: source.format }));
  return { name, table, id: id === null ? null : positionOf(id), fields };
};
