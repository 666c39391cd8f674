/** The token this tablet sends work with. It outlives the session, so that expired sign-ins never hold work back. */
import type { FieldDatabase } from './database.ts';
import { keyOf, open, seal } from './seal.ts';

const name = 'deviceToken';

export const keepToken = async (database: FieldDatabase, token: string): Promise<void> => {
  const value = await seal(await keyOf(database), 'meta', name, token);
  await database.meta.put({ key: name, value });
};

export const findToken = async (database: FieldDatabase): Promise<string | undefined> => {
  const row = await database.meta.get(name);
  if (!(row?.value instanceof Uint8Array)) return undefined;
  const token = await open(await keyOf(database), 'meta', name, new Uint8Array(row.value));
  return typeof token === 'string' ? token : undefined;
};

export const hasToken = async (database: FieldDatabase): Promise<boolean> => (await findToken(database)) !== undefined;
