/** The rows of an office's file in a test's hands: read, changed, written again. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { checkCounty, type Difference } from '../entry/rebuild.ts';
import type { ImportWorld } from './import-world.ts';

export interface Rows {
  headers: string[];
  rows: string[][];
}

export const readRows = async (path: string): Promise<Rows> => {
  const table = await openTable(path);
  const rows: string[][] = [];
  for await (const { cells } of table.rows()) rows.push(cells);
  return { headers: table.headers, rows };
};

export const csv = ({ headers, rows }: Rows): string =>
  [headers, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

export const column = ({ headers }: Rows, name: string): number => {
  const found = headers.indexOf(name);
  if (found === -1) throw new Error(`no column ${name}`);
  return found;
};

/** The first row with another phone number: the least an office can change. */
export const oneChangedRow = (table: Rows, position: number, phone: string): string => {
  const row = table.rows[position] ?? [];
  return csv({ headers: table.headers, rows: [row.with(column(table, '联系电话'), phone)] });
};

/** What a rebuild of entries and figures would change, in all counties: it must be nothing. */
export const differences = async (world: ImportWorld): Promise<Difference[]> => {
  const counties = await world.read((tx) => tx.area.findMany({ where: { level: 'county' }, select: { code: true } }));
  const found: Difference[] = [];
  for (const { code } of counties) found.push(...(await checkCounty(world.app.db, CountyCode.parse(code))));
  return found;
};
