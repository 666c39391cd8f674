/** Plain readers of the written files, independent of the writers: what a stranger would see. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { SourceFile } from '../errors/error-model.ts';
import { fileNames } from '../generate-prefecture.ts';

export const decodeCsv = (bytes: Buffer, encoding: 'utf-8' | 'gb18030'): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes);

/** RFC 4180; a blank line gives a row of one empty field. */
export const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let inQuotes = false;
  const endRow = (): void => {
    rows.push([...row, field]);
    row = [];
    field = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (inQuotes) {
      if (character !== '"') field += character;
      else if (text.charAt(index + 1) === '"') {
        field += '"';
        index += 1;
      } else inQuotes = false;
    } else if (character === '"') inQuotes = true;
    else if (character === ',') {
      row.push(field);
      field = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') field += character;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
};

/** The files of a ZIP archive, found through its central directory. */
export const unzip = (bytes: Buffer): Map<string, Buffer> => {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const compressed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extra = bytes.readUInt16LE(at + 30);
    const comment = bytes.readUInt16LE(at + 32);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + compressed);
    files.set(name, bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed);
    at += 46 + nameLength + extra + comment;
  }
  return files;
};

const unescapeXml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const texts = (xml: string): string =>
  [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text ?? '').join('');

const readXlsx = (bytes: Buffer): string[][] => {
  const files = unzip(bytes);
  const part = (name: string): string => files.get(name)?.toString('utf8') ?? '';
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/g)].map(([, xml]) => texts(xml ?? ''));
  return [...part('xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, xml]) => {
    const row: string[] = [];
    for (const [, column, rest, inner] of (xml ?? '').matchAll(/<c r="([A-Z])\d+"([^>]*)>(.*?)<\/c>/gs)) {
      const value = /<v>([^<]*)<\/v>/.exec(inner ?? '')?.[1] ?? '';
      const text = (rest ?? '').includes('t="s"')
        ? (shared[Number(value)] ?? '')
        : value === ''
          ? texts(inner ?? '')
          : value;
      row[(column ?? 'A').charCodeAt(0) - 65] = unescapeXml(text);
    }
    return Array.from(row, (cell: string | undefined) => cell ?? '');
  });
};

const titleRows: Record<SourceFile, number> = {
  population: 0,
  'social-insurance': 1,
  'medical-insurance': 0,
  'health-records': 1,
  vaccinations: 1,
  'disability-register': 1,
  'nursing-homes': 1,
  deaths: 0,
  'move-outs': 0,
};

export interface ReadSource {
  header: string[];
  /** data rows in order, blank lines left out: index 0 is row 1 of the truth */
  rows: string[][];
  column: (row: readonly string[], ...names: string[]) => string;
}

export const readSource = (folder: string, file: SourceFile): ReadSource => {
  const bytes = readFileSync(join(folder, fileNames[file]));
  const all = fileNames[file].endsWith('.xlsx')
    ? readXlsx(bytes)
    : parseCsv(decodeCsv(bytes, file === 'social-insurance' || file === 'disability-register' ? 'gb18030' : 'utf-8'));
  const filled = all.filter((row) => row.some((cell) => cell !== ''));
  const header = filled[titleRows[file]] ?? [];
  return {
    header,
    rows: filled.slice(titleRows[file] + 1),
    column: (row, ...names) => row[header.findIndex((name) => names.includes(name))] ?? '',
  };
};

export const idHeaders = ['公民身份号码', '证件号码', '身份证号', '身份证号码', '残疾人证号'];
export const nameHeaders = ['姓名', '参保人姓名', '入住老人姓名'];
export const birthHeaders = ['出生日期', '出生年月日'];
export const phoneHeaders = ['联系电话', '手机号', '本人电话'];

export const readTruth = (folder: string): { source: string; row: number; person: number }[] =>
  parseCsv(readFileSync(join(folder, 'truth.csv'), 'utf8'))
    .slice(1)
    .map(([source, row, person]) => ({ source: source ?? '', row: Number(row), person: Number(person) }));
