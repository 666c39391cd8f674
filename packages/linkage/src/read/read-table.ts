import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileFormat } from '@qiaomen/domain/import-batch/query';
import { findContainer } from './container.ts';
import { csvRows } from './csv-rows.ts';
import { findEncoding } from './encoding.ts';
import { findHeader } from './header-row.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { isBlank, type RawRow } from './raw-row.ts';
import { TableFault } from './table-fault.ts';
import { readWorkbook } from './xlsx-book.ts';
import { sheetReader } from './xlsx-rows.ts';
import { ZipPackage } from './zip-package.ts';

export interface TableRow {
  /** 1-based number among the rows below the header that are not blank */
  rowNo: number;
  cells: string[];
  /** whether the spreadsheet held the cell as a number, which keeps 15 digits only */
  numeric: boolean[];
}

export interface Table {
  format: FileFormat;
  headers: string[];
  /** the first rows that are not blank, titles and header among them: what a person needs to correct the header row */
  firstRows: { line: number; cells: string[] }[];
  /** names of the visible sheets of a workbook; empty for text */
  sheets: string[];
  /** reads the file from its start each time it is called */
  rows(): AsyncIterable<TableRow>;
}

type Origin = Pick<FileFormat, 'container' | 'encoding' | 'sheet'> & Pick<Table, 'sheets'>;

/** What a person said about a file; whatever is null is found out. */
export type Said = Pick<FileFormat, 'encoding' | 'sheet'> & { headerRow: number | null };

const nothingSaid: Said = { encoding: null, sheet: null, headerRow: null };
const firstRowCount = 10;

/** Titles above the header take a few rows; a table that starts later is not one. */
const headRows = 40;

const readHead = async (batches: AsyncIterable<RawRow[]>): Promise<RawRow[]> => {
  const head: RawRow[] = [];
  for await (const batch of batches) {
    head.push(...batch.filter((row) => !isBlank(row)).slice(0, headRows - head.length));
    if (head.length === headRows) break;
  }
  return head;
};

async function* dataRows(batches: AsyncIterable<RawRow[]>, header: RawRow, width: number): AsyncGenerator<TableRow> {
  let rowNo = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      if (row.line <= header.line || isBlank(row)) continue;
      const { cells, numeric } = row;
      // a sheet does not store empty cells at the end of a row; a text file does, so there a short row is a fault
      if (numeric.length > 0) while (cells.length < width) cells.push('');
      while (numeric.length < cells.length) numeric.push(false);
      yield { rowNo: (rowNo += 1), cells, numeric };
    }
  }
}

const tableFrom = async (
  { sheets, ...origin }: Origin,
  rows: () => AsyncIterable<RawRow[]>,
  limits: Limits,
  { headerRow }: Said,
): Promise<Table | undefined> => {
  const head = await readHead(rows());
  const header = headerRow === null || headerRow === 0 ? findHeader(head) : head.find(({ line }) => line === headerRow);
  if (header === undefined || header.line === head.at(-1)?.line) return undefined;
  const headers = header.cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  if (header.line > 0) while (headers.at(-1) === '') headers.pop();
  if (headers.length > limits.columns) throw new TableFault({ code: 'file_damaged' });
  return {
    format: { ...origin, headerRow: header.line },
    headers,
    firstRows: head.slice(0, firstRowCount).map(({ line, cells }) => ({ line, cells })),
    sheets,
    rows: () => dataRows(rows(), header, headers.length),
  };
};

const openText = async (path: string, limits: Limits, said: Said): Promise<Table | undefined> => {
  const encoding = await findEncoding(path, said.encoding);
  const origin: Origin = { container: 'csv', encoding, sheet: null, sheets: [] };
  return tableFrom(origin, () => csvRows(path, encoding, limits), limits, said);
};

/** The sheet a person chose, else the first visible one that holds a table. */
const openSheet = async (path: string, limits: Limits, said: Said): Promise<Table | undefined> => {
  const zip = await ZipPackage.open(path, limits);
  try {
    const book = await readWorkbook(zip, limits);
    const sheets = book.sheets.map(({ name }) => name);
    for (const sheet of book.sheets.filter(({ name }) => said.sheet === null || name === said.sheet)) {
      const read = sheetReader(book, sheet, limits);
      const rows = async function* (): AsyncGenerator<RawRow[]> {
        const own = await ZipPackage.open(path, limits);
        try {
          yield* read(own);
        } finally {
          own.close();
        }
      };
      const origin: Origin = { container: 'xlsx', encoding: null, sheet: sheet.name, sheets };
      const table = await tableFrom(origin, rows, limits, said);
      if (table !== undefined) return table;
    }
    return undefined;
  } finally {
    zip.close();
  }
};

/**
 * Opens an office's file as a table. `fileName` is the name it was uploaded under, when it is stored under another;
 * `said` is what a person corrected.
 * Throws a TableFault for a file that is empty, damaged, too large, or not what its name says.
 */
export const openTable = async (
  path: string,
  options: { fileName?: string; limits?: Partial<Limits>; said?: Said } = {},
): Promise<Table> => {
  const limits = { ...defaultLimits, ...options.limits };
  const { size } = await stat(path);
  if (size > limits.fileBytes) {
    throw new TableFault({ code: 'file_too_large', maxMegabytes: Math.floor(limits.fileBytes / 2 ** 20) });
  }
  const container = await findContainer(path, options.fileName ?? basename(path));
  const said = options.said ?? nothingSaid;
  const table = await (container === 'csv' ? openText(path, limits, said) : openSheet(path, limits, said));
  if (table === undefined) throw new TableFault({ code: 'file_empty' });
  return table;
};
