/** Spreadsheets that go wrong in ways only spreadsheets can. */
import { readFile, writeFile } from 'node:fs/promises';
import { inline, sheetOf, writeXlsx, writeZip } from './write-xlsx.ts';

export interface HostileFile {
  what: string;
  /** the name it is sent under */
  name: string;
  write(path: string): Promise<void>;
  /** a fault of the whole file, or how many rows and which faults of rows */
  gets: { fault: string } | { rows: number; faults: Record<string, number>; headers?: string[] };
}

const columns = ['姓名', '身份证号', '出生日期', '行政区划代码'];
const letters = 'ABCDEFGH';
const row = (number: number, cells: readonly string[], attributes = ''): string =>
  `<row r="${String(number)}"${attributes}>${cells.map((cell, at) => (cell.startsWith('<') ? cell : inline(`${letters.charAt(at)}${String(number)}`, cell))).join('')}</row>`;
const header = row(1, columns);
const person = ['王秀英', '', '1936-08-15', '222401001001'];
const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
const missing = { birth_missing: 1 };

const book =
  (rows: string, more: { after?: string; styles?: string; workbookProperties?: string } = {}) =>
  (path: string): Promise<void> =>
    writeXlsx(path, {
      sheet: sheetOf(rows, more.after ?? ''),
      styles: more.styles ?? styles,
      ...(more.workbookProperties === undefined ? {} : { workbookProperties: more.workbookProperties }),
    });

const names = { content: '[Content_Types].xml', book: 'xl/workbook.xml', links: 'xl/_rels/workbook.xml.rels' };
const relation = (id: number): string =>
  `<Relationship Id="rId${String(id)}" Type="x/worksheet" Target="worksheets/sheet${String(id)}.xml"/>`;
const sheets =
  (states: readonly (string | null)[], parts: readonly string[]) =>
  (path: string): Promise<void> =>
    writeZip(path, {
      [names.content]: '<Types/>',
      [names.book]: `<workbook xmlns:r="r"><sheets>${states.map((state, at) => `<sheet name="表${String(at + 1)}" sheetId="${String(at + 1)}"${state === null ? '' : ` state="${state}"`} r:id="rId${String(at + 1)}"/>`).join('')}</sheets></workbook>`,
      [names.links]: `<Relationships>${states.map((_, at) => relation(at + 1)).join('')}</Relationships>`,
      ...Object.fromEntries(parts.map((part, at) => [`xl/worksheets/sheet${String(at + 1)}.xml`, part])),
    });

export const hostileBooks: HostileFile[] = [
  { what: 'areas merged downwards over several people', name: 'b.xlsx', write: book(header + row(2, person) + row(3, ['朴哲', '', '1937-01-02']) + row(4, ['李梅', '', '1938-01-02']), { after: '<mergeCells><mergeCell ref="D2:D4"/></mergeCells>' }), gets: { rows: 3, faults: {} } },
  { what: 'a header of two rows under a title', name: 'b.xlsx', write: book(row(1, ['老年人名册']) + row(2, ['基本信息', '', '', '地区']) + row(3, columns) + row(4, person), { after: '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A2:C2"/></mergeCells>' }), gets: { rows: 1, faults: {}, headers: columns } },
  { what: 'dates as serial numbers', name: 'b.xlsx', write: book(header + row(2, ['王秀英', '', '<c r="C2" s="1"><v>13376</v></c>', '<c r="D2"><v>222401001001</v></c>'])), gets: { rows: 1, faults: {} } },
  { what: 'dates of the 1904 system', name: 'b.xlsx', write: book(header + row(2, ['王秀英', '', '<c r="C2" s="1"><v>11914</v></c>', '222401001001']), { workbookProperties: '<workbookPr date1904="1"/>' }), gets: { rows: 1, faults: {} } },
  { what: 'a date cell that holds no number', name: 'b.xlsx', write: book(header + row(2, ['王秀英', '', '<c r="C2" s="1"><v>NaN</v></c>', '222401001001'])), gets: { rows: 1, faults: { birth_impossible: 1 } } },
  { what: 'formulas with cached errors', name: 'b.xlsx', write: book(header + row(2, ['王秀英', '<c r="B2" t="e"><f>VLOOKUP(1,A:B,2,0)</f><v>#N/A</v></c>', '1936-08-15', '<c r="D2" t="e"><v>#REF!</v></c>'])), gets: { rows: 1, faults: { cell_error: 2, area_missing: 1 } } },
  { what: 'rows hidden by a filter are rows', name: 'b.xlsx', write: book(header + row(2, person, ' hidden="1"') + row(3, person)), gets: { rows: 2, faults: {} } },
  { what: 'a hidden sheet before the visible one', name: 'b.xlsx', write: sheets(['hidden', null], [sheetOf(row(1, ['旧', '表']) + row(2, ['一', '二'])), sheetOf(header + row(2, person))]), gets: { rows: 1, faults: {}, headers: columns } },
  { what: 'an empty sheet before the full one', name: 'b.xlsx', write: sheets([null, null], [sheetOf(''), sheetOf(header + row(2, person))]), gets: { rows: 1, faults: {}, headers: columns } },
  { what: 'no sheet at all', name: 'b.xlsx', write: sheets([], []), gets: { fault: 'file_empty' } },
  { what: 'a sheet that is not in the file', name: 'b.xlsx', write: sheets([null], []), gets: { fault: 'file_empty' } },
  { what: 'a cell of a million letters', name: 'b.xlsx', write: book(header + row(2, ['王'.repeat(1_000_000), '', '1936-08-15', '222401001001'])), gets: { rows: 1, faults: { name_strange: 1 } } },
  { what: 'a cell in column XFD', name: 'b.xlsx', write: book(header + row(2, [...person, '<c r="XFD2"><v>1</v></c>'])), gets: { fault: 'file_damaged' } },
  { what: 'a billion laughs', name: 'b.xlsx', write: (path) => writeXlsx(path, { sheet: `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>${sheetOf(header)}` }), gets: { fault: 'file_damaged' } },
  { what: 'tags that are never closed', name: 'b.xlsx', write: (path) => writeXlsx(path, { sheet: sheetOf(header + row(2, person)).replace('</worksheet>', '') }), gets: { fault: 'file_damaged' } },
  { what: 'a workbook called .xls', name: 'b.xls', write: book(header + row(2, person)), gets: { rows: 1, faults: {}, headers: columns } },
  { what: 'a download that broke off', name: 'b.xlsx', write: async (path) => { await book(header + row(2, person))(path); const whole = await readFile(path); await writeFile(path, whole.subarray(0, whole.length - 80)); }, gets: { fault: 'file_damaged' } },
  { what: 'numbers kept as numbers lose their last digits', name: 'b.xlsx', write: book(header + row(2, ['王秀英', '<c r="B2"><v>2.2240119360815E+17</v></c>', '1936-08-15', '222401001001'])), gets: { rows: 1, faults: { id_digits_lost: 1 } } },
  { what: 'no birth date', name: 'b.xlsx', write: book(header + row(2, ['王秀英', '', '', '222401001001'])), gets: { rows: 1, faults: missing } },
]; // prettier-ignore
