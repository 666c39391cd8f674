/** Reading an office's file: a large CSV in GB18030 and a large spreadsheet, each in a process of its own. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { duckdbReads } from '@qiaomen/linkage/accuracy/duckdb-reads';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { ZipPackage } from '@qiaomen/linkage/read/zip-package';
import { defaultLimits } from '@qiaomen/linkage/read/limits';
import { openXlsx } from '@qiaomen/synth/files/xlsx-file';
import { fileNames, generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { row, type Line } from './table.ts';

const csvRows = 1_000_000;
const sheetRows = 200_000;

interface Measured {
  rows: number;
  seconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
}

const measure = async (path: string): Promise<Measured> => {
  const program = fileURLToPath(import.meta.resolve('@qiaomen/linkage/read/measure-read'));
  const { stdout } = await promisify(execFile)(process.execPath, [program, path]);
  return JSON.parse(stdout) as Measured;
};

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

/** The rows of a real-looking file again and again. */
const enlargeCsv = async (from: string, to: string): Promise<void> => {
  const bytes = await readFile(from);
  const headEnd = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1;
  const body = bytes.subarray(headEnd);
  let lines = 0;
  for (let at = body.indexOf(10); at !== -1; at = body.indexOf(10, at + 1)) lines += 1;
  const out = createWriteStream(to);
  out.write(bytes.subarray(0, headEnd));
  for (let written = 0; written < csvRows; written += lines) if (!out.write(body)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
};

const enlargeSheet = async (from: string, to: string): Promise<void> => {
  const table = await openTable(from);
  const rows: string[][] = [];
  for await (const { cells } of table.rows()) rows.push(cells);
  const layout = { sheetName: '名册', title: '名册', header: table.headers, words: ['男', '女', '无', '是', '否'] };
  const sink = openXlsx(to, layout);
  for (let index = 0; index < sheetRows; index += 1) {
    sink.row(rows[index % rows.length] ?? []);
    if (index % 1000 === 0) await sink.drained();
  }
  await sink.close();
};

const inflates = (path: string): Promise<number> =>
  secondsOf(async () => {
    const zip = await ZipPackage.open(path, defaultLimits);
    try {
      for await (const _ of zip.bytes('xl/worksheets/sheet1.xml'));
    } finally {
      zip.close();
    }
  });

const figures = ({ seconds, cpuSeconds, peakMegabytes }: Measured, goal: string): string[] => [
  `${seconds.toFixed(2)} s`,
  `${cpuSeconds.toFixed(2)} s of processor`,
  `${peakMegabytes.toFixed(0)} MB`,
  goal,
];

export const benchRead = async (): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'qiaomen-bench-read-'));
  const at = (name: string): string => join(folder, name);
  try {
    await generatePrefecture({ people: 40_000, seed: 1, prefecture: '2224', today: '2022-12-21', outDir: folder });
    await enlargeCsv(at(fileNames['social-insurance']), at('large.csv'));
    await enlargeSheet(at(fileNames['health-records']), at('large.xlsx'));
    const csv = await measure(at('large.csv'));
    const csvYardstick = await duckdbReads(at('large.csv'), at('utf8.csv'));
    const sheet = await measure(at('large.xlsx'));
    const sheetYardstick = await inflates(at('large.xlsx'));
    const megabytes = async (name: string): Promise<string> =>
      `${Math.round((await stat(at(name))).size / 2 ** 20)} MB`;
    return [
      row(
        `read a CSV in GB18030, ${csv.rows} rows, ${await megabytes('large.csv')}`,
        ...figures(csv, 'goal ≤ 3 s, ≤ 300 MB'),
      ),
      row(
        '  DuckDB on one core, with the decoding it needs',
        `${csvYardstick.toFixed(2)} s`,
        `ratio ${(csv.seconds / csvYardstick).toFixed(2)}×`,
      ),
      row(
        `read an XLSX, ${sheet.rows} rows, ${await megabytes('large.xlsx')}`,
        ...figures(sheet, 'goal ≤ 3 s, ≤ 250 MB'),
      ),
      row(
        '  only inflating its sheet',
        `${sheetYardstick.toFixed(2)} s`,
        `ratio ${(sheet.seconds / sheetYardstick).toFixed(1)}×`,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
