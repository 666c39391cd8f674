/** Uploads lie encrypted on disk: AES-256-GCM as a stream, opened only into the work folder of a job. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, type CipherGCM } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';

// version, algorithm and key id as in sealed fields, then the iv; the tag comes last
const version = 2;
const aes256gcm = 1;
const headLength = 3 + 12;
const tagLength = 16;

export class FileTooLarge extends Error {}
export class FileUnreadable extends Error {}

const aad = (head: Buffer, blobKey: string): Buffer => Buffer.concat([head, Buffer.from(`upload|${blobKey}`, 'utf8')]);

export const uploadsDir = (dataDir: string): string => join(dataDir, 'uploads');
const uploadPath = (dataDir: string, blobKey: string): string => join(uploadsDir(dataDir), `${blobKey}.sealed`);

export interface WrittenFile {
  sha256: Uint8Array<ArrayBuffer>;
  bytes: number;
}

/** Streams the upload to disk; more than `maxBytes` throws FileTooLarge and leaves nothing behind. */
export const writeSealed = async (
  keys: FieldKeys,
  dataDir: string,
  blobKey: string,
  source: Readable,
  maxBytes: number,
): Promise<WrittenFile> => {
  const key = keys.sealing.get(keys.current);
  if (key === undefined) throw new Error('the current field key is missing');
  const path = uploadPath(dataDir, blobKey);
  await mkdir(uploadsDir(dataDir), { recursive: true, mode: 0o700 });
  const iv = randomBytes(12);
  const head = Buffer.concat([Buffer.from([version, aes256gcm, keys.current]), iv]);
  const cipher: CipherGCM = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(aad(head, blobKey));
  const hash = createHash('sha256');
  let bytes = 0;
  const sealing = new Transform({
    construct(done) {
      this.push(head);
      done();
    },
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        done(new FileTooLarge());
        return;
      }
      hash.update(chunk);
      done(null, cipher.update(chunk));
    },
    flush(done) {
      this.push(cipher.final());
      done(null, cipher.getAuthTag());
    },
  });
  try {
    // flush: a row that points at the file must not outlive it in a power cut
    await pipeline(source, sealing, createWriteStream(path, { mode: 0o600, flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { sha256: new Uint8Array(hash.digest()), bytes };
};

/** Opens an upload into a plain file of the work folder. Nobody reads that file before the tag was checked. */
export const openSealed = async (keys: FieldKeys, dataDir: string, blobKey: string, target: string): Promise<void> => {
  const path = uploadPath(dataDir, blobKey);
  const file = await open(path);
  const { size } = await file.stat();
  const head = Buffer.alloc(headLength);
  const tag = Buffer.alloc(tagLength);
  try {
    if (size < headLength + tagLength) throw new FileUnreadable();
    await file.read(head, 0, headLength, 0);
    await file.read(tag, 0, tagLength, size - tagLength);
  } finally {
    await file.close();
  }
  const key = keys.sealing.get(head[2] ?? -1);
  if (head[0] !== version || head[1] !== aes256gcm || key === undefined) throw new FileUnreadable();
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(3), { authTagLength: tagLength });
  decipher.setAAD(aad(head, blobKey));
  decipher.setAuthTag(tag);
  const sink = createWriteStream(target, { mode: 0o600 });
  try {
    if (size === headLength + tagLength) sink.end();
    else await pipeline(createReadStream(path, { start: headLength, end: size - tagLength - 1 }), decipher, sink);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
};

export const removeSealed = (dataDir: string, blobKey: string): Promise<void> =>
  rm(uploadPath(dataDir, blobKey), { force: true });
