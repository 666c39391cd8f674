/** A backup is one file: a line that says what it is, then a tar, made smaller by zstd and sealed. */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { extract, pack, type Pack } from 'tar-stream';
import { keyOfFile } from './backup-key.ts';
import { BrokenSeal, Opening, Sealing } from './sealed-stream.ts';

const magic = 'QIAOMEN BACKUP 1 ';
const saltBytes = 32;
const headBytes = magic.length + saltBytes * 2 + 1;

export interface ArchivedFile {
  /** below the data folder, with slashes; a folder ends with one */
  path: string;
  bytes: number;
  content: Readable | Buffer | null;
}

const zeros = Buffer.alloc(1 << 16);

/** A file that became shorter while it was read is filled up: PostgreSQL's log puts it right. */
const add = async (tar: Pack, { path, bytes, content }: ArchivedFile, signal: AbortSignal): Promise<void> => {
  if (path.endsWith('/')) {
    tar.entry({ name: path, type: 'directory', mode: 0o700 });
    return;
  }
  const entry = tar.entry({ name: path, size: bytes, mode: 0o600 });
  const write = async (piece: Buffer): Promise<void> => {
    signal.throwIfAborted();
    if (!entry.write(piece)) await new Promise<void>((resolve) => entry.once('drain', () => resolve()));
  };
  let left = bytes;
  for await (const piece of content === null ? [] : Buffer.isBuffer(content) ? [content] : content) {
    await write(piece as Buffer);
    left -= (piece as Buffer).length;
  }
  for (; left > 0; left -= zeros.length) await write(zeros.subarray(0, Math.min(left, zeros.length)));
  entry.end(null);
};

/** Written beside its name and given it at the end, when everything of it is on the disk. */
export const writeArchive = async (
  file: string,
  key: Buffer,
  fill: (add: (one: ArchivedFile) => Promise<void>) => Promise<void>,
): Promise<void> => {
  const part = `${file}.part`;
  const salt = randomBytes(saltBytes);
  const tar = pack({ highWaterMark: 1 << 20 });
  const broken = new AbortController();
  try {
    const out = createWriteStream(part, { mode: 0o600, flags: 'wx' });
    out.write(`${magic}${salt.toString('hex')}\n`);
    const zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
    const written = pipeline(tar as AsyncIterable<Buffer>, zstd, new Sealing(keyOfFile(key, salt)), out).catch(
      (error: unknown) => {
        broken.abort(error);
        throw error;
      },
    );
    // a full disk ends `written` first: what fills the archive must not wait for it forever
    const stopped = new Promise<never>((_, reject) =>
      broken.signal.addEventListener('abort', () => reject(broken.signal.reason as Error)),
    );
    const filled = fill((one) => add(tar, one, broken.signal)).then(() => tar.finalize());
    await Promise.race([filled, stopped]).catch(async (error: unknown) => {
      tar.destroy();
      await written.catch(() => undefined);
      throw error;
    });
    await written;
    await flush(part);
    await rename(part, file);
    await flush(dirname(file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const readSalt = async (file: string): Promise<Buffer> => {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    await handle.read(head, 0, headBytes, 0);
    const line = head.toString('latin1');
    if (!line.startsWith(magic) || !line.endsWith('\n')) throw new BrokenSeal(`${file} is not a backup of Qiaomen`);
    return Buffer.from(line.slice(magic.length, -1), 'hex');
  } finally {
    await handle.close();
  }
};

/** Hands every file to `take`, which reads its content to the end. Ends with BrokenSeal unless the backup is whole. */
export const readArchive = async (
  file: string,
  key: Buffer,
  take: (path: string, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> => {
  const opening = new Opening(keyOfFile(key, await readSalt(file)));
  const tar = extract();
  const feed = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces)
      if (!tar.write(piece)) await new Promise<void>((resolve) => tar.once('drain', () => resolve()));
    tar.end(null);
  };
  const opened = pipeline(createReadStream(file, { start: headBytes }), opening, createZstdDecompress(), feed).catch(
    (error: unknown) => {
      tar.destroy(error as Error);
      throw error;
    },
  );
  const taken = (async () => {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      await take(type === 'directory' && !name.endsWith('/') ? `${name}/` : name, entry as AsyncIterable<Buffer>);
    }
  })();
  // whoever waits for the rest of a file that will not come is not waited for
  await Promise.all([opened, taken]);
};
