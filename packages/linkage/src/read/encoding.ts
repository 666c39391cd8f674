import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileFormat } from '@qiaomen/domain/import-batch/query';
import { TableFault } from './table-fault.ts';

type Encoding = NonNullable<FileFormat['encoding']>;

const headBytes = 2 ** 20;

const labels: Record<Encoding, string> = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  gb18030: 'gb18030',
  'utf-16le': 'utf-16le',
};

const decodes = async (path: string, encoding: Encoding): Promise<boolean> => {
  const decoder = new TextDecoder(labels[encoding], { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      decoder.decode(chunk as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

const enoughCharacters = 20;
const strangeShare = 0.01;

/**
 * Text of this encoding with a few wrong bytes in it, as when a line of another system was pasted in: those rows are
 * strange, the others are not. GB18030 would take the whole of a UTF-8 file without complaint and make nonsense of it.
 */
const nearlyDecodes = (head: Buffer, encoding: Encoding): boolean => {
  const text = new TextDecoder(labels[encoding]).decode(head.subarray(0, head.length - 4));
  const characters = text.match(/[^\0-\x7F]/gu)?.length ?? 0;
  const strange = text.match(/\uFFFD/gu)?.length ?? 0;
  return characters >= enoughCharacters && strange <= characters * strangeShare;
};

/** Digits, commas and line ends of UTF-16LE text have a zero as their second byte; no other text has so many zeros. */
const looksUtf16 = (head: Buffer): boolean => {
  let zeros = 0;
  const end = Math.min(head.length, 65_536);
  for (let index = 1; index < end; index += 2) if (head[index] === 0) zeros += 1;
  return zeros > end / 10;
};

/**
 * A mark at the start, then text that is valid UTF-8 to its last byte, then GB18030. Always GB18030 and never GBK:
 * only the superset has the four-byte characters that occur in names. Guessing by letter frequency is worse on short files.
 * What a person said is taken if the file can be read that way.
 */
export const findEncoding = async (path: string, said: Encoding | null = null): Promise<Encoding> => {
  if (said !== null) {
    if (await decodes(path, said)) return said;
    throw new TableFault({ code: 'file_encoding_unknown' });
  }
  const file = await open(path);
  const buffer = Buffer.alloc(headBytes);
  let bytesRead: number;
  try {
    ({ bytesRead } = await file.read(buffer, 0, buffer.length, 0));
  } finally {
    await file.close();
  }
  const head = buffer.subarray(0, bytesRead);
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const candidates: Encoding[] = marked
    ? ['utf-8-bom']
    : head[0] === 0xff && head[1] === 0xfe
      ? ['utf-16le']
      : looksUtf16(head)
        ? ['utf-16le']
        : ['utf-8', 'gb18030'];
  for (const candidate of candidates) {
    if (await decodes(path, candidate)) return candidate;
    if (nearlyDecodes(head, candidate)) return candidate;
  }
  throw new TableFault({ code: 'file_encoding_unknown' });
};

/** The text of a file, chunk by chunk, without its byte order mark. Bytes that are no text become U+FFFD. */
export async function* decodedText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(labels[encoding]);
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
    yield decoder.decode(chunk as Buffer, { stream: true });
  }
  yield decoder.decode();
}
