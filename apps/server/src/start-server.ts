/** Wires the parts in the order they need each other, and takes them down in the opposite one. */
import { mkdirSync } from 'node:fs';
import { divisionsOf, divisionYear, shippedPrefectures } from '@qiaomen/domain/area/divisions/divisions';
import { loadKeys, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { connect, type Database } from '@qiaomen/prisma/scoped';
import type { Env } from './env.ts';
import { assertPortFree } from './http/listen.ts';
import { isEmptyInstall, readDemoState, writeDemoState } from './install/demo-state.ts';
import { keysDir, prepareDatabase, type PreparedDatabase } from './install/prepare-database.ts';
import { seedAreas } from './install/seed-areas.ts';
import { sweepWorkFolders } from './jobs/import/work-folder.ts';
import { startJobs } from './jobs/runner.ts';
import { jobs } from './jobs/tasks.ts';
import type { Log } from './log.ts';
import { startWeb } from './start-web.ts';

export interface DemoDeps {
  db: Database;
  keys: FieldKeys;
  dataDir: string;
  workDir: string;
  /** how many people to invent; null for the usual number */
  people: number | null;
  now(): Date;
  log: Log;
}

export interface StartOptions {
  log: Log;
  loadDemo(deps: DemoDeps): Promise<void>;
}

export interface RunningServer {
  /** where people open it; null for a process that only runs jobs */
  url: string | null;
  db: Database;
  demo: boolean;
  stop(): Promise<void>;
}

type Undo = (() => Promise<void>)[];

export const startServer = async (env: Env, options: StartOptions): Promise<RunningServer> => {
  const { log } = options;
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (let last = undo.pop(); last !== undefined; last = undo.pop())
      await last().catch((error: unknown) => log.error({ err: error }, 'did not stop cleanly'));
  };
  try {
    return { ...(await startParts(env, options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startParts = async (
  env: Env,
  { log, loadDemo }: StartOptions,
  undo: Undo,
): Promise<Omit<RunningServer, 'stop'>> => {
  const now = (): Date => new Date();
  const { dataDir, workDir } = env;
  if (env.web) await assertPortFree(env.port);
  const prepared = await prepareDatabase(env);
  undo.push(prepared.stop);
  const keys = loadKeys(keysDir(env));
  const { db, urls } = await connectWhole(prepared, log);
  undo.push(() => db.close());
  await seedAreas(db, shippedPrefectures.flatMap(divisionsOf), divisionYear, now());
  const deps = { db, keys, dataDir, workDir, now, log };

  if (env.jobs) {
    mkdirSync(workDir, { recursive: true, mode: 0o700 });
    await sweepWorkFolders(workDir);
  }
  if (env.demo && env.jobs && (await readDemoState(db)) === 'none' && (await isEmptyInstall(db))) {
    await writeDemoState(db, 'loading', now());
    await loadDemo({ ...deps, people: env.demoPeople });
    await writeDemoState(db, 'ready', now());
  }
  const demo = env.demo && (await readDemoState(db)) === 'ready';

  if (env.jobs) {
    const runner = await startJobs(urls.jobsUrl, jobs, deps);
    undo.push(() => runner.stop());
  }
  if (!env.web) return { url: null, db, demo };
  const web = await startWeb(env, { ...deps, demo, jobsUrl: urls.jobsUrl });
  undo.push(web.stop);
  return { url: web.url, db, demo };
};

/** A demo whose loading was cut off has no worth and is loaded again; nothing but a demo is ever thrown away. */
const connectWhole = async (
  prepared: PreparedDatabase,
  log: Log,
): Promise<{ db: Database; urls: PreparedDatabase['urls'] }> => {
  const db = connect(prepared.urls);
  if ((await readDemoState(db)) !== 'loading') return { db, urls: prepared.urls };
  await db.close();
  log.warn({}, 'loading the demo was interrupted; it is loaded again');
  const urls = await prepared.recreate();
  return { db: connect(urls), urls };
};
