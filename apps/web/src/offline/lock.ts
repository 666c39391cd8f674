/**
 * The data key of one user on one tablet. It is wrapped by a key of two halves: one from the PIN, dear to guess, and one
 * that cannot be taken out of this browser. Nothing tells a right PIN from a wrong one but whether the wrapping opens.
 */
import type { FieldDatabase } from './database.ts';
import { pinTries } from './pin.ts';
import type { Derive, PinCost } from './pin-cost.ts';
import { reseal } from './reseal.ts';
import { importDataKey, keyOf } from './seal.ts';
import { wipeReadings } from './wipe.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface LockRecord {
  v: 1;
  cost: PinCost;
  salt: Bytes;
  iv: Bytes;
  wrapped: Bytes;
}

const lockName = 'lock';
const deviceKeyName = 'deviceKey';
const triesName = 'wrongPins';

export interface PinTools {
  derive: Derive;
  costs: readonly PinCost[];
}

const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const place = (userId: string): Bytes => new TextEncoder().encode(`lock|${userId}|1`);

export const hasLock = async (database: FieldDatabase): Promise<boolean> =>
  (await database.meta.get(lockName)) !== undefined;

const readLock = async (database: FieldDatabase): Promise<{ record: LockRecord; deviceKey: CryptoKey }> => {
  const [record, deviceKey] = await database.meta.bulkGet([lockName, deviceKeyName]);
  if (record === undefined || !(deviceKey?.value instanceof CryptoKey)) throw new Error('this tablet has no lock');
  return { record: record.value as LockRecord, deviceKey: deviceKey.value };
};

/** Both halves: neither the files without the PIN nor the PIN without this browser's key is enough. */
const wrappingKey = async (deviceKey: CryptoKey, pinKey: Bytes): Promise<CryptoKey> => {
  const joined = await crypto.subtle.sign('HMAC', deviceKey, pinKey);
  return crypto.subtle.importKey('raw', joined, 'AES-GCM', false, ['encrypt', 'decrypt']);
};

const deriveAffordable = async (pin: string, salt: Bytes, { derive, costs }: PinTools) => {
  let refusal: unknown;
  for (const cost of costs) {
    try {
      return { cost, pinKey: await derive(pin, salt, cost) };
    } catch (cause) {
      refusal = cause;
    }
  }
  throw refusal;
};

const wrap = async (
  userId: string,
  raw: Bytes,
  pin: string,
  deviceKey: CryptoKey,
  tools: PinTools,
): Promise<LockRecord> => {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const { cost, pinKey } = await deriveAffordable(pin, salt, tools);
  const key = await wrappingKey(deviceKey, pinKey);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: place(userId) }, key, raw);
  return { v: 1, cost, salt, iv, wrapped: new Uint8Array(wrapped) };
};

/** Counts the try before it is made: a tablet that is switched off in between has used it up. */
const countTry = (database: FieldDatabase): Promise<number> =>
  database.transaction('rw', database.meta, async () => {
    const tries = Number((await database.meta.get(triesName))?.value ?? 0) + 1;
    await database.meta.put({ key: triesName, value: tries });
    return tries;
  });

const openWrapped = async (userId: string, record: LockRecord, key: CryptoKey): Promise<Bytes | undefined> => {
  try {
    const { iv, wrapped } = record;
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: place(userId) }, key, wrapped),
    );
  } catch {
    return undefined;
  }
};

export type Unlocking = { state: 'open'; key: CryptoKey } | { state: 'wrong'; left: number } | { state: 'wiped' };

export type PinChange = { state: 'changed' } | Exclude<Unlocking, { state: 'open' }>;

const unwrap = async (database: FieldDatabase, userId: string, pin: string, derive: Derive) => {
  const { record, deviceKey } = await readLock(database);
  const key = await wrappingKey(deviceKey, await derive(pin, record.salt, record.cost));
  const tries = await countTry(database);
  const raw = await openWrapped(userId, record, key);
  if (raw !== undefined) {
    await database.meta.delete(triesName);
    return { state: 'open', raw, deviceKey } as const;
  }
  if (tries < pinTries) return { state: 'wrong', left: pinTries - tries } as const;
  await wipeReadings(database);
  return { state: 'wiped' } as const;
};

export const unlock = async (
  database: FieldDatabase,
  userId: string,
  pin: string,
  derive: Derive,
): Promise<Unlocking> => {
  const opened = await unwrap(database, userId, pin, derive);
  return opened.state === 'open' ? { state: 'open', key: await importDataKey(opened.raw) } : opened;
};

/** The first PIN: whatever is here already is sealed anew under the data key, and the key it lay under goes. */
export const setPin = async (
  database: FieldDatabase,
  userId: string,
  pin: string,
  tools: PinTools,
): Promise<CryptoKey> => {
  const deviceKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
  const raw = randomBytes(32);
  const record = await wrap(userId, raw, pin, deviceKey, tools);
  const key = await importDataKey(raw);
  await reseal(database, await keyOf(database), key, [
    { key: lockName, value: record },
    { key: deviceKeyName, value: deviceKey },
  ]);
  return key;
};

/** Only the wrapping changes: what it holds is not sealed anew. */
export const changePin = async (
  database: FieldDatabase,
  userId: string,
  pins: { current: string; next: string },
  tools: PinTools,
): Promise<PinChange> => {
  const opened = await unwrap(database, userId, pins.current, tools.derive);
  if (opened.state !== 'open') return opened;
  const record = await wrap(userId, opened.raw, pins.next, opened.deviceKey, tools);
  await database.meta.put({ key: lockName, value: record });
  return { state: 'changed' };
};
