/** Starting, finding and stopping one postmaster. It outlives a killed parent, so it may already be there. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive } from './cluster-record.ts';
import type { SystemUser } from './run-as.ts';

export interface Postmaster {
  pid: number;
  socketDir: string;
  port: number;
}

export interface StartOptions {
  native: string;
  pgdata: string;
  logFile: string;
  socketDir: string;
  port: number;
  runAs: SystemUser | undefined;
}

/** The third and fourth line of postmaster.pid are the start time and the port, the fifth is the socket's folder. */
export const readPidFile = (pgdata: string): Postmaster | undefined => {
  const file = join(pgdata, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, socketDir] = readFileSync(file, 'utf8').split('\n');
  if (!pid || !port || !socketDir) return undefined;
  return { pid: Number(pid), port: Number(port), socketDir };
};

/** True when this very data directory answers; a stranger's server at a recycled place does not count. */
export const answers = async (at: Postmaster, pgdata: string, password: string): Promise<boolean> => {
  const client = new pg.Client({
    host: at.socketDir,
    port: at.port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === pgdata;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01')
      throw new Error(`The password in cluster.json does not open ${pgdata}`);
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const logLimit = 50 * 1024 * 1024;

/** Values of statements stay out of the log: names and numbers of people would end up there. */
const quiet = [
  'log_min_error_statement=panic',
  'log_statement=none',
  'log_error_verbosity=terse',
  'log_parameter_max_length_on_error=0',
];
const durable = ['fsync=on', 'full_page_writes=on', 'synchronous_commit=on'];

/** An eighth of the memory: other programs live here too. It is taken only as it is used. */
const sharedMegabytes = (): number => Math.min(4096, Math.max(256, Math.floor(totalmem() / 8 / 1024 ** 2)));

const launch = (options: StartOptions): Promise<number> => {
  if (existsSync(options.logFile) && statSync(options.logFile).size > logLimit) truncateSync(options.logFile);
  const log = openSync(options.logFile, 'a', 0o600);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${options.socketDir}`,
    'unix_socket_permissions=0700',
    `port=${options.port}`,
    'max_connections=120',
    `shared_buffers=${sharedMegabytes()}MB`,
    'timezone=UTC',
    'jit=off',
    // an approval writes gigabytes in one transaction: with the default the whole of it would be flushed again and again
    'max_wal_size=4GB',
    ...quiet,
    ...durable,
  ];
  const child = spawn(
    join(options.native, 'bin', 'postgres'),
    ['-D', options.pgdata, ...settings.flatMap((setting) => ['-c', setting])],
    {
      cwd: options.pgdata,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      ...(options.runAs && { uid: options.runAs.uid, gid: options.runAs.gid }),
    },
  );
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
};

const logTail = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-4).join('\n');

/** Left-overs of a killed server that go away by themselves within seconds. */
const passing =
  /pre-existing shared memory block|lock file .* already exists|Is another postmaster|already in use|starting up|shutting down/i;

/** Starts the server, or finds the one a killed parent left behind. The file postmaster.pid is PostgreSQL's own: we only read it. */
export const startPostmaster = async (options: StartOptions, password: string): Promise<Postmaster> => {
  const deadline = Date.now() + 90_000;
  let launched: number | undefined;
  while (Date.now() < deadline) {
    const at = readPidFile(options.pgdata);
    if (at && isAlive(at.pid) && (await answers(at, options.pgdata, password))) return at;
    if (launched !== undefined && !isAlive(launched)) {
      const tail = logTail(options.logFile);
      if (!passing.test(tail)) throw new Error(`PostgreSQL did not start:\n${tail}`);
      launched = undefined;
      await pause(500);
    }
    launched ??= await launch(options);
    await pause(50);
  }
  throw new Error(`PostgreSQL was not ready after 90 seconds; see ${options.logFile}`);
};

const lookEvery = 1_000;

/** Brings back a server that was killed from outside (the kernel does so when memory runs out), until told to end. */
export const keepAlive = (pgdata: string, revive: () => Promise<unknown>): { end(): Promise<void> } => {
  let reviving: Promise<unknown> | undefined;
  const look = (): void => {
    const at = readPidFile(pgdata);
    if (reviving !== undefined || (at !== undefined && isAlive(at.pid))) return;
    // one that cannot start now is tried again at the next look
    reviving = revive()
      .catch(() => undefined)
      .finally(() => (reviving = undefined));
  };
  const timer = setInterval(look, lookEvery).unref();
  return {
    end: async () => {
      clearInterval(timer);
      await reviving;
    },
  };
};

/** A fast shutdown: sessions end, a checkpoint is written. Only if that hangs, an immediate one (which recovers at the next start). */
export const stopPostmaster = async (at: Postmaster): Promise<void> => {
  for (const [signal, seconds] of [
    ['SIGINT', 60],
    ['SIGQUIT', 10],
  ] as const) {
    if (!isAlive(at.pid)) return;
    process.kill(at.pid, signal);
    for (let waited = 0; waited < seconds * 20 && isAlive(at.pid); waited += 1) await pause(50);
  }
};
