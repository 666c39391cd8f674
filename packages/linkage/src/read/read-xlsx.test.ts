import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inline, sheetOf, writeXlsx, writeZip, type XlsxParts } from '../testing/write-xlsx.ts';
import { openTable, type Table } from './read-table.ts';
import { TableFault } from './table-fault.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaomen-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
const open = async (parts: XlsxParts): Promise<Table> => {
  const path = join(folder, `book-${(files += 1)}.xlsx`);
  await writeXlsx(path, parts);
  return openTable(path);
};
const cellsOf = async (table: Table): Promise<string[][]> =>
  (await Array.fromAsync(table.rows())).map((row) => row.cells);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'opened',
    (error: unknown) => (error instanceof TableFault ? error.code : `crash: ${String(error)}`),
  );

const header = `<row r="1">${inline('A1', '姓名')}${inline('B1', '身份证号')}${inline('C1', '出生日期')}</row>`;
const styles =
  '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="2"/></cellXfs></styleSheet>';

describe('cells', () => {
  test('shared strings, rich text without its phonetic guide, inline strings and formula strings are text', async () => {
    const table = await open({
      sharedStrings:
        '<sst><si><t>姓名</t></si><si><r><t>朴</t></r><r><t xml:space="preserve">顺姬</t></r><rPh sb="0" eb="1"><t>パク</t></rPh></si></sst>',
      sheet: sheetOf(
        `<row><c t="s"><v>0</v></c>${inline('B1', '住址')}</row><row><c t="s"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>城东</v></c></row>`,
      ),
    });
    expect(table.headers).toEqual(['姓名', '住址']);
    expect(await cellsOf(table)).toEqual([['朴顺姬', '城东']]);
  });

  test('a date style makes a serial number a date, in both date systems', async () => {
    const row =
      '<row r="2"><c r="A2" s="3"><v>13222</v></c><c r="B2" s="1"><v>13222</v></c><c r="C2" s="2"><v>13222.5</v></c></row>';
    expect(await cellsOf(await open({ sheet: sheetOf(header + row), styles }))).toEqual([
      ['13222', '1936-03-13', '1936-03-13'],
    ]);
    const mac = await open({ sheet: sheetOf(header + row), styles, workbookProperties: '<workbookPr date1904="1"/>' });
    expect(await cellsOf(mac)).toEqual([['13222', '1940-03-14', '1940-03-14']]);
  });

  test('an ID number that Excel kept as a number is marked as one, in plain digits', async () => {
    const row = `<row r="2">${inline('A2', '王芳')}<c r="B2"><v>2.2240119360815E+17</v></c></row><row r="3">${inline('A3', '李强')}<c r="B3"><v>222401193608150000</v></c></row>`;
    const rows = await Array.fromAsync((await open({ sheet: sheetOf(header + row) })).rows());
    expect(rows.map((line) => [line.cells[1], line.numeric[1]])).toEqual([
      ['222401193608150000', true],
      ['222401193608150000', true],
    ]);
    expect(rows[0]?.cells).toHaveLength(3);
  });

  test('a cell merged downwards counts for every row under it', async () => {
    const rows = `<row r="2">${inline('A2', '王芳')}${inline('B2', '1')}${inline('C2', '城东')}</row><row r="3">${inline('A3', '李强')}${inline('B3', '2')}</row><row r="4">${inline('A4', '赵敏')}</row>`;
    const table = await open({
      sheet: sheetOf(header + rows, '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>'),
    });
    expect((await cellsOf(table)).map((cells) => cells[2])).toEqual(['城东', '城东', '']);
  });

  test('a header of two rows is named by the lower one, with the cells merged into it', async () => {
    const rows =
      `<row r="1">${inline('A1', '老年人花名册')}</row>` +
      `<row r="2">${inline('A2', '姓名')}${inline('B2', '联系方式')}</row><row r="3">${inline('B3', '电话')}${inline('C3', '住址')}</row>` +
      `<row r="4">${inline('A4', '王芳')}<c r="B4"><v>13800000000</v></c>${inline('C4', '城东')}</row>`;
    const merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells>';
    const table = await open({ sheet: sheetOf(rows, merges) });
    expect(table.headers).toEqual(['姓名', '电话', '住址']);
    expect(table.format).toEqual({ container: 'xlsx', encoding: null, headerRow: 3, sheet: '名册' });
  });
});

describe('hostile spreadsheets', () => {
  test('200,000 rows behind a sheet that claims ten', async () => {
    const body = function* (): Generator<string> {
      yield `<worksheet><dimension ref="A1:C10"/><sheetData>${header}`;
      for (let row = 2; row <= 200_001; row += 1) {
        yield `<row r="${row}"><c r="A${row}" t="str"><v>人${row}</v></c><c r="B${row}"><v>${row * 7}</v></c><c r="C${row}"><v>${row % 97}</v></c></row>`;
      }
      yield '</sheetData></worksheet>';
    };
    const table = await open({ sheet: body() });
    let count = 0;
    for await (const row of table.rows()) count = row.rowNo;
    expect(count).toBe(200_000);
  });

  test('a zip bomb is refused by its directory', async () => {
    const zeros = function* (): Generator<string> {
      yield `<worksheet><sheetData>${header}`;
      for (let index = 0; index < 64; index += 1) yield ' '.repeat(2 ** 20);
      yield '</sheetData></worksheet>';
    };
    expect(await codeOf(open({ sheet: zeros() }))).toBe('file_too_large');
  });

  test('a zip bomb whose directory lies about its size is stopped while inflating', async () => {
    const path = join(folder, 'liar.xlsx');
    const blanks = function* (): Generator<string> {
      yield `<worksheet><sheetData>${header}`;
      for (let index = 0; index < 64; index += 1) yield ' '.repeat(2 ** 20);
      yield '</sheetData></worksheet>';
    };
    await writeXlsx(path, { sheet: blanks() });
    const bytes = await readFile(path);
    for (
      let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
      at !== -1;
      at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    ) {
      if (bytes.readUInt32LE(at + 24) > 1e6) bytes.writeUInt32LE(1000, at + 24);
    }
    await writeFile(path, bytes);
    expect(['file_damaged', 'file_too_large']).toContain(await codeOf(openTable(path)));
  });

  test('a download that broke off is damaged', async () => {
    const path = join(folder, 'half.xlsx');
    await writeXlsx(path, { sheet: sheetOf(header) });
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    expect(await codeOf(openTable(path))).toBe('file_damaged');
  });

  test('a sheet with a document type is refused', async () => {
    const sheet = `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData>${header}<row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`;
    expect(await codeOf(open({ sheet }))).toBe('file_damaged');
  });

  test('broken XML is damaged, not a crash', async () => {
    expect(await codeOf(open({ sheet: '<worksheet><sheetData><row><c></row>' }))).toBe('file_damaged');
  });

  test('a zip that is no spreadsheet is not what it says', async () => {
    const path = join(folder, 'zip.xlsx');
    await writeZip(path, { 'readme.txt': 'hello' });
    expect(await codeOf(openTable(path))).toBe('file_not_what_it_says');
  });

  test('a thousand parts are refused', async () => {
    const extra = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`xl/media/${index}.bin`, 'x']));
    expect(await codeOf(open({ sheet: sheetOf(header), extra }))).toBe('file_damaged');
  });
});

test('of several sheets a person may choose one, and the others are named', async () => {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const path = join(folder, 'sheets.xlsx');
  await writeZip(path, {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="说明" sheetId="1" r:id="a"/><sheet name="名册" sheetId="2" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Target="worksheets/1.xml"/><Relationship Id="b" Target="worksheets/2.xml"/></Relationships>`,
    'xl/worksheets/1.xml': sheetOf(
      `<row r="1">${inline('A1', '项目')}${inline('B1', '说明')}</row><row r="2">${inline('A2', '一')}${inline('B2', '二')}</row>`,
    ),
    'xl/worksheets/2.xml': sheetOf(`${header}<row r="2">${inline('A2', '王芳')}${inline('B2', '2')}</row>`),
  });
  expect(await openTable(path)).toMatchObject({ sheets: ['说明', '名册'], format: { sheet: '说明' } });
  const said = { encoding: null, headerRow: null, sheet: '名册' };
  expect((await openTable(path, { said })).headers).toEqual(['姓名', '身份证号', '出生日期']);
  expect(await codeOf(openTable(path, { said: { ...said, sheet: '没有' } }))).toBe('file_empty');
});
