/**
 * A streaming XLSX writer: one sheet with a merged title row, date cells as serial numbers, and short words as shared
 * strings, everything else inline. Nothing of the sheet stays in memory. Times in the archive are fixed, so that equal
 * rows give equal bytes.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Cell, Sink } from './sink.ts';

const flushAt = 1 << 16;
const maxRows = 1_048_576;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const documentRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelation = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const fixedParts = (sheetName: string): Record<string, string> => ({
  '[Content_Types].xml':
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/>` +
    `<Override PartName="/xl/sharedStrings.xml" ContentType="${contentType}.sharedStrings+xml"/></Types>`,
  '_rels/.rels':
    `${declaration}<Relationships xmlns="${packageRelation}">` +
    `<Relationship Id="rId1" Type="${documentRelation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `${declaration}<workbook xmlns="${namespace}" xmlns:r="${documentRelation}"><sheets>` +
    `<sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `${declaration}<Relationships xmlns="${packageRelation}">` +
    `<Relationship Id="rId1" Type="${documentRelation}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${documentRelation}/styles" Target="styles.xml"/>` +
    `<Relationship Id="rId3" Type="${documentRelation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml':
    `${declaration}<styleSheet xmlns="${namespace}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
    '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
});

const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

const styleNumber = { date: 1, integer: 2 } as const;

export interface XlsxLayout {
  sheetName: string;
  title: string;
  header: readonly string[];
  /** words that occur all the time and are stored once */
  words: readonly string[];
}

export const openXlsx = (path: string, { sheetName, title, header, words }: XlsxLayout): Sink => {
  // local midnight and DOS time only: the bytes do not depend on the time zone of the machine
  const archived = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true };
  const shared = new Map([title, ...header, ...words].map((text, index) => [text, index] as const));
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(fixedParts(sheetName))) zip.addBuffer(Buffer.from(text), name, archived);
  // the title is rich text, as it is when somebody made half of it bold
  const half = Math.floor(title.length / 2);
  const richTitle = `<si><r><t>${escapeXml(title.slice(0, half))}</t></r><r><rPr><b/></rPr><t>${escapeXml(title.slice(half))}</t></r></si>`;
  const items = [...shared.keys()].map((text, index) =>
    index === 0 ? richTitle : `<si><t>${escapeXml(text)}</t></si>`,
  );
  const strings = `${declaration}<sst xmlns="${namespace}" uniqueCount="${String(shared.size)}">${items.join('')}</sst>`;
  zip.addBuffer(Buffer.from(strings), 'xl/sharedStrings.xml', archived);

  const sheet = new PassThrough({ highWaterMark: flushAt * 2 });
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', archived);
  zip.end();
  const finished = pipeline(zip.outputStream, createWriteStream(path));
  let pending = `${declaration}<worksheet xmlns="${namespace}"><sheetData>`;
  let full = false;
  let rows = 0;

  const flush = (): void => {
    if (pending === '') return;
    full = !sheet.write(pending);
    pending = '';
  };
  const cellXml = (cell: Cell, index: number): string => {
    const reference = `${columnName(index)}${String(rows)}`;
    if (typeof cell !== 'string') {
      return `<c r="${reference}" s="${String(styleNumber[cell.style])}"><v>${cell.number}</v></c>`;
    }
    if (cell === '') return '';
    const known = shared.get(cell);
    if (known !== undefined) return `<c r="${reference}" t="s"><v>${String(known)}</v></c>`;
    const space = /^\s|\s$|\n/.test(cell) ? ' xml:space="preserve"' : '';
    return `<c r="${reference}" t="inlineStr"><is><t${space}>${escapeXml(cell)}</t></is></c>`;
  };
  const row = (cells: readonly Cell[]): void => {
    rows += 1;
    if (rows > maxRows) throw new Error('a sheet of a spreadsheet holds 1,048,576 rows at most');
    pending += `<row r="${String(rows)}">${cells.map(cellXml).join('')}</row>`;
    if (pending.length >= flushAt) flush();
  };
  row([title]);
  row(header);
  return {
    row,
    blank: () => {
      rows += 1;
    },
    drained: async () => {
      if (full) await once(sheet, 'drain');
      full = false;
    },
    close: async () => {
      flush();
      sheet.end(
        `</sheetData><mergeCells count="1"><mergeCell ref="A1:${columnName(header.length - 1)}1"/></mergeCells></worksheet>`,
      );
      await finished;
    },
  };
};
