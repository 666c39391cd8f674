/** What a data folder remembers of its cluster: where it really lives, the superuser's password, who uses it. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface ClusterRecord {
  id: string;
  /** null when it lives in the data folder itself, which may then be moved */
  home: string | null;
  password: string;
}

const fileOf = (dataDir: string): string => join(dataDir, 'cluster.json');

export const readRecord = (dataDir: string): ClusterRecord | undefined =>
  existsSync(fileOf(dataDir)) ? (JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as ClusterRecord) : undefined;

export const newRecord = (): ClusterRecord => ({
  id: randomUUID(),
  home: null,
  password: randomBytes(32).toString('base64url'),
});

export const writeRecord = (dataDir: string, record: ClusterRecord): void => {
  const partial = `${fileOf(dataDir)}.${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(partial, fileOf(dataDir));
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const pidIn = (file: string): number | undefined => {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
};

const usersDir = (dataDir: string): string => join(dataDir, 'running');

/** The living processes that use this cluster. The last of them to stop also stops PostgreSQL. */
export const listUsers = (dataDir: string): string[] => {
  const names = existsSync(usersDir(dataDir)) ? readdirSync(usersDir(dataDir)) : [];
  return names.filter((name) => {
    const file = join(usersDir(dataDir), name);
    const pid = Number.parseInt(name, 10);
    const alive = isAlive(pid) && existsSync(file) && readFileSync(file, 'utf8') === startOf(pid);
    if (!alive) rmSync(file, { force: true });
    return alive;
  });
};

/** Tells a process from a later one with the same number, where the system says when each began. */
const startOf = (pid: number): string => {
  try {
    // the name of the program, in brackets, may hold spaces; the time is the 22nd field
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

let joined = 0;

/** Answers the name to leave by; a process may join more than once. */
export const joinUsers = (dataDir: string): string => {
  joined += 1;
  const name = `${process.pid}-${joined}`;
  mkdirSync(usersDir(dataDir), { recursive: true, mode: 0o700 });
  writeFileSync(join(usersDir(dataDir), name), startOf(process.pid));
  return name;
};
export const leaveUsers = (dataDir: string, name: string): void =>
  rmSync(join(usersDir(dataDir), name), { force: true });

/** One process at a time sets up or starts a cluster; a lock left by a dead process does not count. */
export const withStartLock = async <T>(dataDir: string, work: () => Promise<T>): Promise<T> => {
  mkdirSync(dataDir, { recursive: true });
  const lock = join(dataDir, 'start.lock');
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const handle = openSync(lock, 'wx', 0o600);
      writeFileSync(handle, `${process.pid}\n`);
      closeSync(handle);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = pidIn(lock);
      if (holder !== undefined && !isAlive(holder)) rmSync(lock, { force: true });
      if (Date.now() > deadline)
        throw new Error(`Another process has been starting the database in ${dataDir} for 2 minutes`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
};
