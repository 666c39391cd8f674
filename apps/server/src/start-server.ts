/** Wires the parts in the order they need each other, and takes them down in the opposite one. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { divisionsOf, divisionYear, shippedPrefectures } from '@qiaomen/domain/area/divisions/divisions';
import { loadKeys } from '@qiaomen/prisma/field-crypto';
import { connect, type Database } from '@qiaomen/prisma/scoped';
import type { Env } from './env.ts';
import { importRoutes } from './features/import/routes.ts';
import { listen } from './http/listen.ts';
import { createApp } from './http.ts';
import { postgresAttempts } from './identity/attempts.ts';
import { prepareDatabase, keysDir } from './install/prepare-database.ts';
import { seedAreas } from './install/seed-areas.ts';
import { sweepWorkFolders } from './jobs/import/work-folder.ts';
import { startJobs } from './jobs/runner.ts';
import { jobs } from './jobs/tasks.ts';
import type { Log } from './log.ts';

export interface RunningServer {
  url: string;
  db: Database;
  demo: boolean;
  stop(): Promise<void>;
}

const distDir = join(import.meta.dirname, '../../web/dist');

export const startServer = async (env: Env, log: Log): Promise<RunningServer> => {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let last = undo.pop(); last !== undefined; last = undo.pop())
      await last().catch((error: unknown) => log.error({ err: error }, 'did not stop cleanly'));
  };
  try {
    return await startParts(env, log, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

const startParts = async (
  env: Env,
  log: Log,
  undo: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> => {
  const now = (): Date => new Date();
  const { dataDir, workDir } = env;
  const database = await prepareDatabase(env);
  undo.push(database.stop);
  const keys = loadKeys(keysDir(env));
  mkdirSync(workDir, { recursive: true, mode: 0o700 });
  // opened files of an import that a killed process left behind
  if (env.jobs) await sweepWorkFolders(workDir);
  const db = connect(database.urls);
  undo.push(() => db.close());
  await seedAreas(db, shippedPrefectures.flatMap(divisionsOf), divisionYear, now());

  if (env.jobs) {
    const runner = await startJobs(database.urls.jobsUrl, jobs, { db, keys, dataDir, workDir, now, log });
    undo.push(() => runner.stop());
  }
  const demo = false;
  if (!env.web) return { url: '', db, demo, stop };

  const attemptPool = new pg.Pool({
    connectionString: database.urls.jobsUrl,
    max: 2,
    application_name: 'qiaomen-attempts',
  });
  attemptPool.on('error', (error) => log.warn({ err: error }, 'a connection was lost'));
  undo.push(() => attemptPool.end());
  const attempts = await postgresAttempts(attemptPool, 'job');
  const app = createApp({
    deps: { db, keys, dataDir, now, log, demo, attempts },
    origin: env.origin,
    trustedProxies: env.trustedProxies,
    tls: env.tls !== null,
    distDir,
    rawRoutes: [{ path: '/api', router: importRoutes({ db, keys, dataDir, workDir, now, log, demo, attempts }) }],
    isReady: () => isReady(db),
  });
  const listening = await listen(app, { port: env.port, tls: env.tls });
  undo.push(() => listening.drain());
  const url = env.origin ?? `${env.tls === null ? 'http' : 'https'}://localhost:${listening.port}`;
  return { url, db, demo, stop };
};

const readyWithin = 500;

const isReady = async (db: Database): Promise<boolean> => {
  const late = new Promise<false>((resolve) => void setTimeout(() => resolve(false), readyWithin).unref());
  const answered = db
    .reference((tx) => tx.area.findFirst({ select: { code: true } }))
    .then(
      (area) => area !== null,
      () => false,
    );
  return Promise.race([answered, late]);
};
