/** A spreadsheet as a stream (ECMA-376, inline strings): text cells only, memory flat whatever its length. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { harmlessCell } from './harmless-cell.ts';

/** header: bold on grey · marked: what is wrong · remark: why */
export type CellLook = 'plain' | 'header' | 'marked' | 'remark';

export interface SheetCell {
  text: string;
  look: CellLook;
}

export interface Sheet {
  name: string;
  /** in characters */
  widths: readonly number[];
  /** rows that stay in sight, the first ones; 1 unless told */
  frozenRows?: number;
  /** printed below every page */
  footer?: string;
  rows: AsyncIterable<readonly SheetCell[]>;
}

export interface Workbook {
  /** their rows are asked for one sheet after the other */
  sheets: readonly Sheet[];
  /** what a file manager shows of the file */
  properties?: { title: string; author: string; remark: string; at: Date };
}

/** Excel takes no more rows in one sheet (1,048,576) and no more characters in one cell. */
export const maxSheetRows = 1_000_000;
const maxCellLength = 32_767;

const looks: Record<CellLook, number> = { plain: 0, header: 1, marked: 2, remark: 3 };

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// XML 1.0 has no way to write these characters at all
const unwritable = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;

const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>"]/gu, (found) => entities[found] ?? found);

const cellXml = ({ text, look }: SheetCell): string => {
  const style = looks[look];
  if (text === '') return style === 0 ? '<c/>' : `<c s="${style}"/>`;
  const written = xmlText(harmlessCell(text).slice(0, maxCellLength));
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${written}</t></is></c>`;
};

const chunkLength = 64 * 1024;

/** In a footer `&` begins a code, and more than 255 characters damage the file. */
const footerXml = (text: string | undefined): string =>
  text === undefined
    ? ''
    : `<headerFooter><oddFooter>${xmlText(`&L${text.replaceAll('&', '&&')}`.slice(0, 250))}</oddFooter></headerFooter>`;

async function* sheetXml({ widths, rows, footer, frozenRows = 1 }: Sheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  let chunk =
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns.join('')}</cols><sheetData>`;
  for await (const row of rows) {
    chunk += `<row>${row.map(cellXml).join('')}</row>`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}</sheetData>${footerXml(footer)}</worksheet>`;
}

const fill = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/></patternFill></fill>`;

const styles = `${head}<styleSheet xmlns="${main}"><fonts count="3"><font><sz val="11"/></font><font><b/><sz val="11"/></font><font><sz val="11"/><color rgb="FF9C1C1C"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('E3ECEA')}${fill('FBE3E0')}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" fillId="3" applyNumberFormat="1" applyFill="1"/><xf numFmtId="49" fontId="2" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;

const sheetNames = (sheets: readonly Sheet[]): string[] =>
  sheets.map(({ name }) => name.replaceAll(/[[\]:*?/\\]/gu, ' ').slice(0, 31));

const contentTypes = (sheets: readonly Sheet[]): string => {
  const part = (path: string, type: string): string => `<Override PartName="${path}" ContentType="${type}"/>`;
  const parts = sheets.map((_, at) => part(`/xl/worksheets/sheet${at + 1}.xml`, `${types}.worksheet+xml`));
  return (
    `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `${part('/xl/workbook.xml', `${types}.sheet.main+xml`)}${parts.join('')}${part('/xl/styles.xml', `${types}.styles+xml`)}` +
    `${part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`
  );
};

const coreXml = ({ title, author, remark, at }: NonNullable<Workbook['properties']>): string =>
  `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
  `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator><dc:description>${xmlText(remark)}</dc:description>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString()}</dcterms:created></cp:coreProperties>`;

const workbookXml = (sheets: readonly Sheet[]): string => {
  const listed = sheetNames(sheets).map(
    (name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`;
};

/** The bytes of the file; ends with an error where the rows of a sheet do. */
export const xlsxStream = ({ sheets, properties }: Workbook): Readable => {
  const zip = new ZipFile();
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(text), path);
  const relations = (list: readonly string[]): string =>
    `${head}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`;
  add('[Content_Types].xml', contentTypes(sheets));
  const core = `<Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`;
  add('_rels/.rels', relations([relationship('rId1', 'officeDocument', 'xl/workbook.xml'), core]));
  add('docProps/core.xml', coreXml(properties ?? { title: '', author: '', remark: '', at: new Date(0) }));
  add('xl/workbook.xml', workbookXml(sheets));
  const parts = sheets.map((_, at) => relationship(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  add(
    'xl/_rels/workbook.xml.rels',
    relations([...parts, relationship(`rId${sheets.length + 1}`, 'styles', 'styles.xml')]),
  );
  add('xl/styles.xml', styles);
  const output = zip.outputStream as Readable;
  for (const [at, sheet] of sheets.entries()) {
    const source = Readable.from(sheetXml(sheet));
    source.once('error', (error) => output.destroy(error));
    output.once('close', () => source.destroy());
    zip.addReadStream(source, `xl/worksheets/sheet${at + 1}.xml`);
  }
  zip.end();
  return output;
};
