/** Turns a folder of office files into the records file of a linkage, as the import does, but without a database. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { proposeMapping } from '../prefecture/columns.ts';
import type { LinkRecord } from '../prefecture/link-register.ts';
import { readRow } from '../prefecture/read-row.ts';
import { openTable, type Table } from '../read/read-table.ts';

export interface StagedFile {
  source: string;
  kind: SourceKind;
  rows: number;
  /** rows in error; those that name nobody are not linked */
  errors: number;
  faults: Record<string, number>;
}

const sampleOf = async (table: Table): Promise<string[][]> => {
  const sample: string[][] = [];
  for await (const row of table.rows()) {
    sample.push(row.cells);
    if (sample.length === 50) break;
  }
  return sample;
};

/** Ids are `source:row`, so that they can be compared with the truth. */
export const stageFolder = async (
  folder: string,
  recordsFile: string,
  context: { today: string; prefecture: string; areaExists(code: string): boolean },
): Promise<StagedFile[]> => {
  const names = (await readdir(folder))
    .filter((name) => /\.(?:csv|xlsx)$/.test(name) && name !== 'truth.csv')
    .toSorted();
  const out = createWriteStream(recordsFile);
  const staged: StagedFile[] = [];
  for (const fileName of names) {
    const source = basename(fileName, extname(fileName));
    const table = await openTable(join(folder, fileName));
    const { kind, mapping } = proposeMapping(table.headers, await sampleOf(table));
    const file: StagedFile = { source, kind, rows: 0, errors: 0, faults: {} };
    for await (const { rowNo, cells, numeric } of table.rows()) {
      const { record, faults } = readRow(kind, mapping, cells, numeric, {
        ...context,
        columnCount: table.headers.length,
      });
      file.rows += 1;
      for (const { code } of faults) file.faults[code] = (file.faults[code] ?? 0) + 1;
      if (faults.some(({ severity }) => severity === 'error')) file.errors += 1;
      // a row whose dose or place is in error still says whose it is
      if (faults.some(({ code }) => code === 'nothing_to_match')) continue;
      const { name, sex, birthDate, idNumber, phone, areaCode } = record;
      const line: LinkRecord = { id: `${source}:${rowNo}`, kind, name, sex, birthDate, idNumber, phone, areaCode };
      if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
    }
    staged.push(file);
  }
  out.end();
  await finished(out);
  return staged;
};
