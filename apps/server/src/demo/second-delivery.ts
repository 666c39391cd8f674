/**
 * The practice files: the same prefecture some weeks later, as its offices would send it again. Nearly all rows are as
 * they were; some people are new, some phone numbers changed, and some who had one dose got their second.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '@qiaomen/domain/register/day';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { openCsv } from '@qiaomen/synth/files/csv-file';
import { fileNames, generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { randomStream } from '@qiaomen/synth/random';
import { demoFilesDir } from '../features/import/demo-files.ts';

const newcomers = 0.03;
const newPhones = 0.02;

type Rows = { headers: string[]; rows: string[][] };

const readRows = async (path: string): Promise<Rows> => {
  const table = await openTable(path);
  const rows: string[][] = [];
  for await (const { cells } of table.rows()) rows.push(cells);
  return { headers: table.headers, rows };
};

const writeRows = async (path: string, { headers, rows }: Rows): Promise<void> => {
  const sink = openCsv(path, { encoding: 'utf-8', newline: '\r\n', quoteAll: false });
  sink.row(headers);
  for (const row of rows) sink.row(row);
  await sink.close();
};

const columnOf = ({ headers }: Rows, name: string): number => {
  const column = headers.indexOf(name);
  if (column === -1) throw new Error(`the practice files lack the column ${name}`);
  return column;
};

const changePhones = async (path: string): Promise<void> => {
  const table = await readRows(path);
  const phone = columnOf(table, '联系电话');
  const random = randomStream(2, 'demo/phones');
  for (const row of table.rows) {
    // 169 is given to nobody
    if ((row[phone] ?? '') !== '' && random.chance(newPhones))
      row[phone] = `169${String(random.between(10_000_000, 99_999_999))}`;
  }
  await writeRows(path, table);
};

const addSecondDoses = async (path: string, today: string): Promise<void> => {
  const table = await readRows(path);
  const [id, product, number, day] = ['身份证号', '疫苗名称', '剂次', '接种日期'].map((name) => columnOf(table, name));
  if (id === undefined || product === undefined || number === undefined || day === undefined) return;
  const random = randomStream(2, 'demo/doses');
  const people = Map.groupBy(table.rows, (row) => row[id] ?? '');
  const second = [...people].flatMap(([text, [only, ...more]]) => {
    const isWaiting = text !== '' && only !== undefined && more.length === 0 && only[number] === '1';
    if (!isWaiting || !(only[product] ?? '').includes('灭活') || !random.chance(0.5)) return [];
    return [only.with(number, '2').with(day, addDays(today, -random.between(1, 6)))];
  });
  await writeRows(path, { ...table, rows: [...table.rows, ...second] });
};

export const makeSecondDelivery = async ({
  dataDir,
  people,
  seed,
  today,
}: {
  dataDir: string;
  people: number;
  seed: number;
  today: string;
}): Promise<void> => {
  const outDir = demoFilesDir(dataDir);
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const grown = people + Math.max(10, Math.round(people * newcomers));
  // the generator makes the same people first, whatever number is asked for
  await generatePrefecture({ people: grown, seed, prefecture: '2224', today, outDir });
  await rm(join(outDir, 'truth.csv'), { force: true });
  await changePhones(join(outDir, fileNames.population));
  await addSecondDoses(join(outDir, fileNames.vaccinations), today);
};
