import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CsvSplitter } from './csv-records.ts';
import { defaultLimits } from './limits.ts';
import { openTable, type Table, type TableRow } from './read-table.ts';
import { TableFault } from './table-fault.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

const openBytes = async (bytes: string | Uint8Array, name = 'file.csv'): Promise<Table> => {
  await writeFile(join(folder, name), bytes);
  return openTable(join(folder, name));
};
const rowsOf = async (table: Table): Promise<TableRow[]> => Array.fromAsync(table.rows());
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'opened',
    (error: unknown) => (error instanceof TableFault ? error.code : `crash: ${String(error)}`),
  );

describe('encodings', () => {
  const text = '姓名,身份证号\n𠮷野㛃鿍,110105\n王芳,2\n';

  test('UTF-8 without a mark', async () => {
    const table = await openBytes(text);
    expect(table.format).toEqual({ container: 'csv', encoding: 'utf-8', headerRow: 1, sheet: null });
    expect(table.headers).toEqual(['姓名', '身份证号']);
  });

  test('UTF-8 with a mark does not leave the mark in the first header', async () => {
    const table = await openBytes(`\uFEFF${text}`);
    expect(table.format.encoding).toBe('utf-8-bom');
    expect(table.headers[0]).toBe('姓名');
  });

  test('GB18030 keeps names with four-byte characters', async () => {
    const table = await openBytes(iconv.encode(text, 'gb18030'));
    expect(table.format.encoding).toBe('gb18030');
    expect((await rowsOf(table))[0]?.cells[0]).toBe('𠮷野㛃鿍');
  });

  test('UTF-16 as Excel writes "Unicode text"', async () => {
    const table = await openBytes(Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le'), 'unicode.txt');
    expect(table.format.encoding).toBe('utf-16le');
    expect((await rowsOf(table)).map((row) => row.cells)).toEqual([
      ['𠮷野㛃鿍', '110105'],
      ['王芳', '2'],
    ]);
  });

  test('bytes that are text in no known encoding are refused', async () => {
    const bytes = Buffer.concat([Buffer.from('姓名,电话\n'), Buffer.from([0xff, 0xff, 0x81, 0x20, 0x0a])]);
    expect(await codeOf(openBytes(bytes))).toBe('file_encoding_unknown');
  });
});

describe('files that are no table', () => {
  test.each([
    ['an empty file', '', 'a.csv', 'file_empty'],
    ['blank lines only', '\n\n,,\n', 'b.csv', 'file_empty'],
    ['a header without rows', '姓名,身份证号\n', 'c.csv', 'file_empty'],
    ['a text file called .xlsx', '姓名,身份证号\n王芳,1\n', 'd.xlsx', 'file_not_what_it_says'],
    ['a zip called .csv', 'PK\u0003\u0004rest', 'e.csv', 'file_not_what_it_says'],
    ['a PDF called .csv', '%PDF-1.7', 'f.csv', 'file_not_what_it_says'],
    ['an unknown ending', '姓名\n王芳\n', 'g.docx', 'file_type_unknown'],
  ])('%s', async (_, text, name, code) => {
    expect(await codeOf(openBytes(text, name))).toBe(code);
  });
});

describe('rows', () => {
  test('blank lines are not counted, so row numbers are those of the data', async () => {
    const table = await openBytes('姓名,电话\n\n王芳,1\n,\n \n李强,2\n');
    expect((await rowsOf(table)).map((row) => [row.rowNo, row.cells[0]])).toEqual([
      [1, '王芳'],
      [2, '李强'],
    ]);
  });

  test('titles above the header are skipped', async () => {
    const table = await openBytes(
      '延边州六十岁以上老年人花名册,,\n填报单位：,城东,2026-11-01\n姓名,性别,电话\n王芳,女,1\n',
    );
    expect(table.format.headerRow).toBe(3);
    expect(table.headers).toEqual(['姓名', '性别', '电话']);
    expect(await rowsOf(table)).toHaveLength(1);
  });

  test('short and long rows keep the cells they have', async () => {
    const rows = await rowsOf(await openBytes('a,b,c\n1,2\n1,2,3,4\n'));
    expect(rows.map((row) => row.cells.length)).toEqual([2, 4]);
  });

  test('a quote that is never closed costs its own row and no other', async () => {
    const many = Array.from({ length: 500 }, (_, index) => `人${index},"城东, ${index} 号"`).join('\n');
    const rows = await rowsOf(await openBytes(`姓名,住址\n"王芳,城西\n${many}\n李强,"城北`));
    expect(rows).toHaveLength(502);
    expect(rows[0]?.cells).toEqual(['"王芳', '城西']);
    expect(rows[500]?.cells).toEqual(['人499', '城东, 499 号']);
    expect(rows[501]?.cells).toEqual(['李强', '"城北']);
  });

  test('NUL bytes become a visible strange character', async () => {
    const rows = await rowsOf(await openBytes('姓名,电话\n王\0芳,1\n'));
    expect(rows[0]?.cells[0]).toBe('王\uFFFD芳');
  });

  test('line ends may be mixed and cells may hold line breaks', async () => {
    const rows = await rowsOf(await openBytes('姓名;住址\r\n王芳;"城东\n二号"\r李强;x\n'));
    expect(rows.map((row) => row.cells)).toEqual([
      ['王芳', '城东\n二号'],
      ['李强', 'x'],
    ]);
  });

  test('a line without end is refused before it fills the memory', async () => {
    expect(await codeOf(openBytes(`a,b\n${'x'.repeat(3 * 2 ** 20)}`))).toBe('file_damaged');
  });

  test('well-formed CSV is split as csv-parse does, however it is cut into chunks', () => {
    const cell = fc.stringMatching(/^[a-c"\n, 王]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.nat(9),
        (rows, size) => {
          const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
          const splitter = new CsvSplitter(',', defaultLimits);
          const found: string[][] = [];
          for (let at = 0; at < text.length; at += size + 1)
            found.push(...splitter.take(text.slice(at, at + size + 1), false));
          found.push(...splitter.take('', true));
          expect(found).toEqual(parse(text, { relax_column_count: true }));
        },
      ),
    );
  });
});

describe('what a person corrects', () => {
  const said = { encoding: null, sheet: null, headerRow: null };
  const file = async (bytes: string | Uint8Array): Promise<string> => {
    await writeFile(join(folder, 'said.csv'), bytes);
    return join(folder, 'said.csv');
  };

  test('the header row: titles above it are shown with it, rows are counted from the one below', async () => {
    const path = await file('花名册,2026年\n姓名,证号\n姓名,身份证号\n王芳,2\n');
    const table = await openTable(path, { said: { ...said, headerRow: 3 } });
    expect(table.format.headerRow).toBe(3);
    expect(table.headers).toEqual(['姓名', '身份证号']);
    expect(table.firstRows.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(await rowsOf(table)).toEqual([{ rowNo: 1, cells: ['王芳', '2'], numeric: [false, false] }]);
  });

  test('a header row that has nothing below it makes no table', async () => {
    const path = await file('姓名,身份证号\n王芳,2\n');
    expect(await codeOf(openTable(path, { said: { ...said, headerRow: 2 } }))).toBe('file_empty');
  });

  test('the encoding, if the file can be read that way', async () => {
    const path = await file(iconv.encode('姓名,身份证号\n王芳,2\n', 'gb18030'));
    expect((await openTable(path, { said: { ...said, encoding: 'gb18030' } })).headers[0]).toBe('姓名');
    expect(await codeOf(openTable(path, { said: { ...said, encoding: 'utf-8' } }))).toBe('file_encoding_unknown');
  });
});
