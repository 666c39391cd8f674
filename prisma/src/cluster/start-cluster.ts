/** The database that comes with Qiaomen: PostgreSQL 18 from an npm package, reached through a Unix socket only. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { copyNative, findBinaries } from './binaries.ts';
import {
  joinUsers,
  leaveUsers,
  listUsers,
  newRecord,
  readRecord,
  withStartLock,
  writeRecord,
} from './cluster-record.ts';
import { makeFolders } from './make-folders.ts';
import { mayEnter, placeCluster, type Entry } from './placement.ts';
import { answers, keepAlive, readPidFile, startPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseRunAs, type SystemUser } from './run-as.ts';

export interface Cluster {
  /** superuser, database `postgres` */
  url: string;
  urlFor(database: string, role?: string): string;
  stop(): Promise<void>;
}

const foldersAbove = (path: string): Entry[] => {
  const entries: Entry[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at);
      entries.push({ path: at, mode, uid, gid });
    }
    if (at === dirname(at)) return entries;
  }
};

const ownerOf = (path: string): number | undefined => (existsSync(path) ? statSync(path).uid : undefined);

/** A socket's path may have 107 bytes, so it cannot lie in a deep data folder. */
const makeSocketDir = (clusterId: string, runAs: SystemUser | undefined): string => {
  const base = runAs && !mayEnter(runAs, foldersAbove(tmpdir())) ? '/tmp' : tmpdir();
  const wanted = join(base, `qiaomen-${clusterId.slice(0, 8)}`);
  const uid = runAs?.uid ?? process.getuid?.();
  if (!existsSync(wanted)) mkdirSync(wanted, { mode: 0o700 });
  const found = lstatSync(wanted);
  const ours = found.isDirectory() && (found.uid === uid || found.uid === process.getuid?.());
  // somebody else sits at the predictable place: take an unpredictable one
  const socketDir = ours ? wanted : mkdtempSync(join(base, 'qiaomen-'));
  if (runAs) chownSync(socketDir, runAs.uid, runAs.gid);
  return socketDir;
};

const initialise = (
  native: string,
  home: string,
  pgdata: string,
  password: string,
  runAs: SystemUser | undefined,
): void => {
  const fresh = join(home, `postgres.new-${process.pid}`);
  const passwordFile = join(home, `superuser-${process.pid}`);
  const own = (path: string): void => (runAs ? chownSync(path, runAs.uid, runAs.gid) : undefined);
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  own(fresh);
  own(passwordFile);
  const args = [
    '-D',
    fresh,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--data-checksums'];
  try {
    const done = spawnSync(join(native, 'bin', 'initdb'), [...args, ...locale], {
      encoding: 'utf8',
      cwd: home,
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    });
    if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
    renameSync(fresh, pgdata);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
};

const assertVersion = (pgdata: string, major: string): void => {
  const found = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new Error(
    `The data in ${pgdata} was written by PostgreSQL ${found}, this Qiaomen comes with PostgreSQL ${major}. ` +
      'Nothing was changed. Start the Qiaomen version that wrote it, take a backup there, and restore it here.',
  );
};

/** A folder made for us with mode 0700 (mkdtemp does so): as long as it is empty, others may be let through, not look in. */
const letThrough = (folder: string, runAs: SystemUser): void => {
  const alone = readdirSync(folder).every((name) => name === 'start.lock');
  if (alone && mayEnter(runAs, foldersAbove(dirname(folder)))) chmodSync(folder, 0o711);
};

const isRoot = (): boolean => process.getuid?.() === 0;

export const startCluster = async (options: { dataDir: string; port?: number }): Promise<Cluster> => {
  const requested = resolve(options.dataDir);
  makeFolders(requested, isRoot() ? 0o711 : 0o700);
  return withStartLock(requested, async () => {
    const binaries = findBinaries();
    const known = readRecord(requested);
    const record = known ?? newRecord();
    const runAs = isRoot() ? chooseRunAs(ownerOf(join(record.home ?? requested, 'postgres'))) : undefined;
    if (runAs && !known) letThrough(requested, runAs);
    const reachable = (path: string): boolean => !runAs || mayEnter(runAs, foldersAbove(path));
    const placed = placeCluster({ requested, ...binaries, isRoot: isRoot(), clusterId: record.id, reachable });
    const home = known ? (known.home ?? requested) : placed.home;
    const pgdata = join(home, 'postgres');
    if (placed.copyNative) copyNative(binaries.native, placed.native);
    if (existsSync(pgdata)) {
      if (!known)
        throw new Error(`${requested} holds a database but no cluster.json with its password; restore that file`);
      assertVersion(pgdata, binaries.major);
    } else {
      mkdirSync(home, { recursive: true, mode: 0o711 });
      writeRecord(requested, { ...record, home: home === requested ? null : home });
      initialise(placed.native, home, pgdata, record.password, runAs);
    }
    const logFile = join(home, 'postgres.log');
    const socketDir = makeSocketDir(record.id, runAs);
    const start = { native: placed.native, pgdata, logFile, socketDir, port: options.port ?? 5432, runAs };
    const at = await startPostmaster(start, record.password);
    const me = joinUsers(requested);
    const revival = keepAlive(pgdata, () =>
      withStartLock(requested, () => {
        mkdirSync(socketDir, { recursive: true, mode: 0o700 });
        if (runAs) chownSync(socketDir, runAs.uid, runAs.gid);
        return startPostmaster(start, record.password);
      }),
    );
    const urlFor = (database: string, role = 'postgres'): string =>
      `postgresql://${role}${role === 'postgres' ? `:${record.password}` : ''}@localhost:${at.port}/${database}?host=${encodeURIComponent(at.socketDir)}`;
    const stop = async (): Promise<void> => {
      await revival.end();
      await withStartLock(requested, async () => {
        leaveUsers(requested, me);
        // programs at the terminal and a second server share it: nobody takes it away from under the others
        if (listUsers(requested).length > 0) return;
        const running = readPidFile(pgdata);
        const ours = running && (running.pid === at.pid || (await answers(running, pgdata, record.password)));
        if (ours) await stopPostmaster(running);
        rmSync(at.socketDir, { recursive: true, force: true });
      });
    };
    return { url: urlFor('postgres'), urlFor, stop };
  });
};
