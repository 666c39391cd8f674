import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openTable } from '@qiaomen/linkage/read/read-table';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { xlsxStream, type SheetCell } from './write-xlsx.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-sheet-'));
});
afterAll(() => rm(folder, { recursive: true }));

const plain = (...texts: string[]): SheetCell[] => texts.map((text) => ({ text, look: 'plain' }));
const widths = [10, 10];

async function* given(rows: SheetCell[][]): AsyncGenerator<SheetCell[]> {
  for (const row of rows) {
    await Promise.resolve();
    yield row;
  }
}

const readBack = async (rows: AsyncIterable<SheetCell[]>): Promise<{ headers: string[]; rows: string[][] }> => {
  const path = join(folder, 'sheet.xlsx');
  await pipeline(xlsxStream({ sheets: [{ name: '问题行 [1]', widths, rows }] }), createWriteStream(path));
  const table = await openTable(path);
  const read: string[][] = [];
  for await (const { cells } of table.rows()) read.push(cells);
  return { headers: table.headers, rows: read };
};

it('what was written is read back: rare characters, markup, long numbers as text', async () => {
  const rows = [plain('姓名', '证号'), plain('𠮷<&>"野', '222401194403040021'), plain('', '末')];
  expect(await readBack(given(rows))).toEqual({
    headers: ['姓名', '证号'],
    rows: [
      ['𠮷<&>"野', '222401194403040021'],
      ['', '末'],
    ],
  });
});

it('no cell is a formula', async () => {
  const { rows } = await readBack(given([plain('姓名', '备注'), plain('=1+1', '@x')]));
  expect(rows).toEqual([["'=1+1", "'@x"]]);
});

it('characters XML cannot hold are left out, halves of characters replaced', async () => {
  const { rows } = await readBack(given([plain('姓名', '备注'), plain('a\u0001b', 'c\uD800d')]));
  expect(rows).toEqual([['ab', 'c\uFFFDd']]);
});

it('a source that fails ends the file with its error', async () => {
  async function* broken(): AsyncGenerator<SheetCell[]> {
    yield plain('姓名', '证号');
    await Promise.resolve();
    throw new Error('gone');
  }
  await expect(readBack(broken())).rejects.toThrow('gone');
});
