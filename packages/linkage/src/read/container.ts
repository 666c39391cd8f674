import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { TableFault } from './table-fault.ts';

type Container = 'csv' | 'xlsx';

const promised: Record<string, Container> = { '.csv': 'csv', '.txt': 'csv', '.tsv': 'csv', '.xlsx': 'xlsx' };

const startsWith = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);

/** Formats that are certainly no text, by their first bytes. */
const looksBinary = (head: Buffer): boolean =>
  startsWith(head, 0xd0, 0xcf, 0x11, 0xe0) || // OLE: old .xls, or an .xlsx with a password
  startsWith(head, 0x25, 0x50, 0x44, 0x46) || // PDF
  startsWith(head, 0x89, 0x50, 0x4e, 0x47) ||
  startsWith(head, 0xff, 0xd8, 0xff) ||
  startsWith(head, 0x1f, 0x8b) ||
  startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) ||
  startsWith(head, 0x52, 0x61, 0x72, 0x21);

/** What the file is by its first bytes; refused when its name promises something else. */
export const findContainer = async (path: string, fileName: string): Promise<Container> => {
  const file = await open(path);
  const head = Buffer.alloc(8);
  let bytesRead: number;
  try {
    ({ bytesRead } = await file.read(head, 0, 8, 0));
  } finally {
    await file.close();
  }
  if (bytesRead === 0) throw new TableFault({ code: 'file_empty' });
  const expected = promised[extname(fileName).toLowerCase()];
  if (expected === undefined) throw new TableFault({ code: 'file_type_unknown' });
  const isZip = startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06);
  const found = isZip ? 'xlsx' : looksBinary(head) ? undefined : 'csv';
  if (found !== expected) throw new TableFault({ code: 'file_not_what_it_says', expected });
  return expected;
};
