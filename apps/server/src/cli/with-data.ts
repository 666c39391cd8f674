/** For programs at the terminal: the same database and keys as the server, also while it runs. */
import { loadKeys, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { connect, type Database } from '@qiaomen/prisma/scoped';
import { readEnv, type Env } from '../env.ts';
import { keysDir, prepareDatabase } from '../install/prepare-database.ts';

export interface Data {
  env: Env;
  db: Database;
  keys: FieldKeys;
}

export const withData = async <T>(work: (data: Data) => Promise<T>): Promise<T> => {
  const env = readEnv(process.env);
  const prepared = await prepareDatabase(env);
  try {
    const db = connect(prepared.urls, { poolSize: 4 });
    try {
      return await work({ env, db, keys: loadKeys(keysDir(env)) });
    } finally {
      await db.close();
    }
  } finally {
    await prepared.stop();
  }
};
