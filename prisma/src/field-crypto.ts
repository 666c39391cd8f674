/** Field encryption: AES-256-GCM bound to its row, and a keyed hash for exact search. Format: version, algorithm, key id, iv, text, tag. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FieldKeys {
  /** new text is sealed with this key; older ones only open */
  current: number;
  sealing: ReadonlyMap<number, KeyObject>;
  index: KeyObject;
}

interface KeyFile {
  current: number;
  keys: Record<string, string>;
  index: string;
}

const version = 1;
const aes256gcm = 1;
const ivAt = 3;
const textAt = ivAt + 12;
const tagLength = 16;

export class UnreadableField extends Error {}

const readKeyFile = (file: string): KeyFile | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The key file ${file} cannot be read; restore it, for without it names of no one can be opened`, {
      cause: error,
    });
  }
};

const createKeyFile = (dir: string, file: string): void => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const fresh: KeyFile = {
    current: 1,
    keys: { 1: randomBytes(32).toString('base64') },
    index: randomBytes(32).toString('base64'),
  };
  const partial = join(dir, `field-keys.${process.pid}`);
  writeFileSync(partial, `${JSON.stringify(fresh)}\n`, { mode: 0o600, flush: true });
  try {
    // fails when another process was first: two processes must never seal with different keys
    linkSync(partial, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(partial, { force: true });
  }
};

const secret = (base64: string): KeyObject => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 32) throw new Error('a field key has 32 bytes');
  return createSecretKey(bytes);
};

/** Reads `field-keys.json` of a folder and creates it on first use, readable by its owner only. */
export const loadKeys = (dir: string): FieldKeys => {
  const file = join(dir, 'field-keys.json');
  if (!readKeyFile(file)) createKeyFile(dir, file);
  const found = readKeyFile(file);
  if (!found) throw new Error(`The key file ${file} could not be created`);
  const sealing = new Map(Object.entries(found.keys).map(([id, key]) => [Number(id), secret(key)]));
  if (!sealing.has(found.current)) throw new Error(`The key file ${file} lacks its current key`);
  return { current: found.current, sealing, index: secret(found.index) };
};

const ivLength = 12;
const ivsAtOnce = 1024;
let ivs = Buffer.alloc(0);

/** From a pool: asking the system for twelve bytes costs more than sealing a field with them. Each is given out once. */
const freshIv = (): Buffer => {
  if (ivs.length === 0) ivs = randomBytes(ivLength * ivsAtOnce);
  const iv = ivs.subarray(0, ivLength);
  ivs = ivs.subarray(ivLength);
  return iv;
};

/** `context` names the place, like `person.id|<row id>`: text copied to another row or column does not open there. */
export const seal = (keys: FieldKeys, context: string, text: string): Uint8Array<ArrayBuffer> =>
  sealBytes(keys, context, Buffer.from(text, 'utf8'));

export const sealBytes = (keys: FieldKeys, context: string, plain: Uint8Array): Uint8Array<ArrayBuffer> => {
  const key = keys.sealing.get(keys.current);
  if (!key) throw new Error('the current field key is missing');
  const iv = freshIv();
  const head = Buffer.from([version, aes256gcm, keys.current]);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.concat([head, Buffer.from(context, 'utf8')]));
  const body = cipher.update(plain);
  cipher.final();
  return new Uint8Array(Buffer.concat([head, iv, body, cipher.getAuthTag()]));
};

export const open = (keys: FieldKeys, context: string, sealed: Uint8Array): string =>
  openBytes(keys, context, sealed).toString('utf8');

export const openBytes = (keys: FieldKeys, context: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < textAt + tagLength || bytes[0] !== version || bytes[1] !== aes256gcm) {
    throw new UnreadableField('not a sealed field');
  }
  const key = keys.sealing.get(bytes[2] ?? -1);
  if (!key) throw new UnreadableField('sealed with a key this install does not have');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(ivAt, textAt), { authTagLength: tagLength });
  decipher.setAAD(Buffer.concat([bytes.subarray(0, ivAt), Buffer.from(context, 'utf8')]));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const text = decipher.update(bytes.subarray(textAt, bytes.length - tagLength));
    return Buffer.concat([text, decipher.final()]);
  } catch {
    throw new UnreadableField('a sealed field was changed or moved');
  }
};

/** Equal values of one domain give equal hashes; the domain keeps an ID's tail from matching a phone's tail. */
export const blindIndex = (keys: FieldKeys, domain: string, normalised: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac('sha256', keys.index).update(`${domain}\u0000${normalised}`, 'utf8').digest());
