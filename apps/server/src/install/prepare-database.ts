/** From settings to a database that is migrated: the one that comes with the product, or the one that is named. */
import { join } from 'node:path';
import pg from 'pg';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { install, type Urls } from '@qiaomen/prisma/install';
import type { Env } from '../env.ts';

/** The product's database in the cluster that comes with it. */
export const embeddedName = 'qiaomen';

export interface PreparedDatabase {
  urls: Urls;
  /** Begins again with an empty database; only for the one that comes with the product. */
  recreate(): Promise<Urls>;
  stop(): Promise<void>;
}

export const prepareDatabase = async (env: Env): Promise<PreparedDatabase> => {
  if (env.databaseUrl !== null) return prepareNamed(env, env.databaseUrl);
  const cluster = await startCluster({ dataDir: env.dataDir });
  const begin = (): Promise<Urls> => install({ adminUrl: cluster.url, database: embeddedName });
  try {
    return {
      urls: await begin(),
      recreate: async () => {
        await dropDatabase(cluster.url);
        return begin();
      },
      stop: () => cluster.stop(),
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
};

const prepareNamed = async (env: Env, adminUrl: string): Promise<PreparedDatabase> => {
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  if (database === '') throw new Error('DATABASE_URL names no database');
  const secret = env.roleSecret === null ? {} : { roleSecret: env.roleSecret };
  return {
    urls: await install({ adminUrl, database, ...secret }),
    recreate: () => {
      throw new Error(
        `loading the demo into the database ${database} was interrupted: give an empty one, or QIAOMEN_DEMO=off`,
      );
    },
    stop: async () => undefined,
  };
};

const dropDatabase = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE ${embeddedName} WITH (FORCE)`);
  } finally {
    await client.end();
  }
};

export const keysDir = (env: Env): string => join(env.dataDir, 'keys');
