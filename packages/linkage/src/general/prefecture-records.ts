/** Files of offices as the records the prefecture's rules link: every row that names somebody, faulty or not. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import type { ColumnMapping } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { proposeMapping } from '../prefecture/columns.ts';
import type { LinkRecord } from '../prefecture/link-register.ts';
import { readRow, type RowContext } from '../prefecture/read-row.ts';
import type { Table } from '../read/read-table.ts';
import { kindsOf, type NamedFile } from './file-kinds.ts';
import { LinkRefusal } from './link-refusal.ts';
import { openOrRefuse } from './open-files.ts';

export interface OfficeFile {
  name: string;
  kind: SourceKind;
  table: Table;
  mapping: ColumnMapping;
}

const sampleRows = 200;

const sampleOf = async (table: Table): Promise<string[][]> => {
  const sample: string[][] = [];
  for await (const row of table.rows()) {
    sample.push(row.cells);
    if (sample.length === sampleRows) break;
  }
  return sample;
};

/** Opens all files before anything is written. A file in which nobody could be recognised is refused. */
export const openOfficeFiles = async (files: readonly NamedFile[]): Promise<OfficeFile[]> => {
  const opened = [];
  for (const { path, kind } of files) {
    const table = await openOrRefuse(path);
    const { kind: columns, mapping } = proposeMapping(table.headers, await sampleOf(table));
    const name = basename(path);
    if (mapping.name === undefined && mapping.idNumber === undefined) {
      const there = table.headers.filter((header) => header !== '').join(', ');
      throw new LinkRefusal(`${name}: there is no column 姓名 or 身份证号; the columns are ${there}`);
    }
    opened.push({ name, table, mapping, fileName: name, said: kind, columns });
  }
  const kinds = kindsOf(opened);
  return opened.map(({ name, table, mapping }, index) => ({ name, table, mapping, kind: kinds[index] ?? 'health' }));
};

/** The id of a row in the linkage: file and row. */
export const recordId = (file: number, rowNo: number): string => `${String(file).padStart(3, '0')}:${rowNo}`;

/** Codes of any prefecture are taken as they stand. */
const contextOn = (today: string): RowContext => ({ today, prefecture: '', areaExists: () => true });

/** Writes the records file and returns the rows per file. */
export const writeRecords = async (
  files: readonly OfficeFile[],
  recordsFile: string,
  today: string,
): Promise<number[]> => {
  const out = createWriteStream(recordsFile, { mode: 0o600 });
  const counts: number[] = [];
  const context = contextOn(today);
  for (const [index, { kind, table, mapping }] of files.entries()) {
    let count = 0;
    for await (const { rowNo, cells, numeric } of table.rows()) {
      count = rowNo;
      const { name, sex, birthDate, idNumber, phone, areaCode } = readRow(
        kind,
        mapping,
        cells,
        numeric,
        context,
      ).record;
      const line: LinkRecord = { id: recordId(index, rowNo), kind, name, sex, birthDate, idNumber, phone, areaCode };
      if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
    }
    counts.push(count);
  }
  out.end();
  await finished(out);
  return counts;
};
