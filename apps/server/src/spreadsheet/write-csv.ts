/** A CSV file as a stream (RFC 4180) with the mark that tells Excel it is UTF-8; no cell is a formula. */
import { Readable } from 'node:stream';
import { harmlessCell } from './harmless-cell.ts';

const cell = (text: string): string => {
  const written = harmlessCell(text).toWellFormed();
  return /[",\r\n]|^\s|\s$/u.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

const chunkLength = 64 * 1024;

async function* lines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<Buffer> {
  let chunk = '\u{feff}';
  for await (const row of rows) {
    chunk += `${row.map(cell).join(',')}\r\n`;
    if (chunk.length < chunkLength) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

export const csvStream = (rows: AsyncIterable<readonly string[]>): Readable =>
  Readable.from(lines(rows), { objectMode: false });
