import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { TableFault } from './table-fault.ts';

type Container = 'csv' | 'xlsx';

/** What the ending of a name promises; systems call anything `.xls` that a spreadsheet program will open. */
const promised: Record<string, Container | 'any'> = {
  '.csv': 'csv',
  '.txt': 'csv',
  '.tsv': 'csv',
  '.xlsx': 'xlsx',
  '.xls': 'any',
};

const headBytes = 2 ** 22;

const startsWith = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);

/** Formats that are certainly no text, by their first bytes. */
const looksBinary = (head: Buffer): boolean =>
  startsWith(head, 0x25, 0x50, 0x44, 0x46) || // PDF
  startsWith(head, 0x89, 0x50, 0x4e, 0x47) ||
  startsWith(head, 0xff, 0xd8, 0xff) ||
  startsWith(head, 0x1f, 0x8b) ||
  startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) ||
  startsWith(head, 0x52, 0x61, 0x72, 0x21);

/** "Save as web page", or a report system that writes a page and calls it .xls. */
const looksLikePage = (head: Buffer): boolean =>
  /^[\s\uFEFF]*(?:<\?xml|<!doctype|<html|<head|<table|<meta|mime-version)/i.test(
    head.toString('utf8', 0, 512).replaceAll('\0', ''),
  );

/** A spreadsheet with a password is a compound file around an encrypted package ([MS-OFFCRYPTO] 2.3.4). */
const hasPassword = (head: Buffer): boolean => head.includes(Buffer.from('EncryptedPackage', 'utf16le'));

const readHead = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** What the file is by its first bytes; refused when its name promises something else. */
export const findContainer = async (path: string, fileName: string): Promise<Container> => {
  const head = await readHead(path);
  if (head.length === 0) throw new TableFault({ code: 'file_empty' });
  const expected = promised[extname(fileName).toLowerCase()];
  if (expected === undefined) throw new TableFault({ code: 'file_type_unknown' });
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new TableFault({ code: hasPassword(head) ? 'file_has_password' : 'file_old_excel' });
  }
  const isZip = startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06);
  if (!isZip && looksLikePage(head)) throw new TableFault({ code: 'file_old_excel' });
  const found = isZip ? 'xlsx' : looksBinary(head) ? undefined : 'csv';
  if (found === undefined || (expected !== 'any' && found !== expected)) {
    throw new TableFault({ code: 'file_not_what_it_says', expected: expected === 'any' ? 'xlsx' : expected });
  }
  return found;
};
