/** From settings to a database that is migrated and connected: the one that comes with the product, or the one that is named. */
import { join } from 'node:path';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import { install, type Urls } from '@qiaomen/prisma/install';
import type { Env } from '../env.ts';

const embeddedName = 'qiaomen';

export interface PreparedDatabase {
  urls: Urls;
  stop(): Promise<void>;
}

export const prepareDatabase = async (env: Env): Promise<PreparedDatabase> => {
  if (env.databaseUrl !== null) {
    const database = decodeURIComponent(new URL(env.databaseUrl).pathname.slice(1));
    if (database === '') throw new Error('DATABASE_URL names no database');
    const secret = env.roleSecret === null ? {} : { roleSecret: env.roleSecret };
    return { urls: await install({ adminUrl: env.databaseUrl, database, ...secret }), stop: async () => undefined };
  }
  const cluster = await startCluster({ dataDir: env.dataDir });
  try {
    return { urls: await install({ adminUrl: cluster.url, database: embeddedName }), stop: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
};

export const keysDir = (env: Env): string => join(env.dataDir, 'keys');
