/** AES-256-GCM under a key that belongs to one user on one tablet. The row's place is bound in, so rows cannot be swapped. */
import type { FieldDatabase } from './database.ts';

const ivLength = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export type SealedTable = 'replica' | 'outbox' | 'drafts' | 'photos' | 'meta';

const placeOf = (table: SealedTable, id: string) => encoder.encode(`${table}|${id}|1`);

export const sealBytes = async (
  key: CryptoKey,
  table: SealedTable,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> => {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: placeOf(table, id) }, key, bytes);
  const sealed = new Uint8Array(ivLength + cipher.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(cipher), ivLength);
  return sealed;
};

/** Throws when the row was changed, moved or sealed under another key. */
export const openBytes = async (
  key: CryptoKey,
  table: SealedTable,
  id: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> => {
  const iv = sealed.subarray(0, ivLength);
  const cipher = sealed.subarray(ivLength);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: placeOf(table, id) }, key, cipher);
  return new Uint8Array(plain);
};

export const seal = (
  key: CryptoKey,
  table: SealedTable,
  id: string,
  value: unknown,
): Promise<Uint8Array<ArrayBuffer>> => sealBytes(key, table, id, encoder.encode(JSON.stringify(value)));

export const open = async (
  key: CryptoKey,
  table: SealedTable,
  id: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<unknown> => JSON.parse(decoder.decode(await openBytes(key, table, id, sealed))) as unknown;

export const importDataKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

export const looseKeyName = 'key';

/** The key until a PIN is chosen, made on first use. It cannot be exported, but it is on the disk: nothing but a token waits under it. */
export const keyOf = async (database: FieldDatabase): Promise<CryptoKey> => {
  const stored = await database.meta.get(looseKeyName);
  if (stored?.value instanceof CryptoKey) return stored.value;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return database.transaction('rw', database.meta, async () => {
    const other = await database.meta.get(looseKeyName);
    if (other?.value instanceof CryptoKey) return other.value;
    await database.meta.put({ key: looseKeyName, value: fresh });
    return fresh;
  });
};
