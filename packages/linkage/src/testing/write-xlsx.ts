/** Builds spreadsheets cell by cell for tests, also wrong ones. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

type Part = string | Iterable<string>;

export interface XlsxParts {
  sheet: Part;
  sharedStrings?: string;
  styles?: string;
  workbookProperties?: string;
  extra?: Record<string, Part>;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const writeZip = async (path: string, parts: Record<string, Part>): Promise<void> => {
  const zip = new ZipFile();
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part === 'string') zip.addBuffer(Buffer.from(part), name);
    else zip.addReadStream(Readable.from(part), name);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
};

export const writeXlsx = (path: string, parts: XlsxParts): Promise<void> =>
  writeZip(path, {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${relations}">${parts.workbookProperties ?? ''}<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': parts.sheet,
    ...(parts.sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': parts.sharedStrings }),
    ...(parts.styles === undefined ? {} : { 'xl/styles.xml': parts.styles }),
    ...parts.extra,
  });

export const sheetOf = (rows: string, after = '', before = ''): string =>
  `${head}<worksheet ${main}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;

export const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
