/** The token this tablet sends work with, and the key it seals work for the server with. Both outlive the session. */
import type { FieldDatabase } from './database.ts';
import { open, seal } from './seal.ts';

const name = 'deviceToken';
const serverKeyName = 'serverKey';

export const keepToken = async (
  database: FieldDatabase,
  key: CryptoKey,
  { token, outboxKey }: { token: string; outboxKey: string },
): Promise<void> => {
  const value = await seal(key, 'meta', name, token);
  await database.meta.bulkPut([
    { key: name, value },
    { key: serverKeyName, value: outboxKey },
  ]);
};

export const findToken = async (database: FieldDatabase, key: CryptoKey): Promise<string | undefined> => {
  const row = await database.meta.get(name);
  if (!(row?.value instanceof Uint8Array)) return undefined;
  const token = await open(key, 'meta', name, new Uint8Array(row.value));
  return typeof token === 'string' ? token : undefined;
};

/** Whether this tablet was made ready for the user; the token itself opens with the PIN only. */
export const hasToken = async (database: FieldDatabase): Promise<boolean> =>
  (await database.meta.get(name))?.value instanceof Uint8Array;

export const findServerKey = async (database: FieldDatabase): Promise<string | undefined> => {
  const row = await database.meta.get(serverKeyName);
  return typeof row?.value === 'string' ? row.value : undefined;
};
