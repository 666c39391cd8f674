/** What a data folder remembers of its cluster: where it really lives, the superuser's password, who started it last. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, closeSync } from 'node:fs';
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

const ownerFile = (dataDir: string): string => join(dataDir, 'owner.pid');

/** The living process that started the cluster and will stop it, if there is one besides us. */
export const findOwner = (dataDir: string): number | undefined => {
  const pid = pidIn(ownerFile(dataDir));
  return pid !== undefined && isAlive(pid) ? pid : undefined;
};

export const becomeOwner = (dataDir: string): void => writeFileSync(ownerFile(dataDir), `${process.pid}\n`);
export const resignOwner = (dataDir: string): void => {
  if (pidIn(ownerFile(dataDir)) === process.pid) rmSync(ownerFile(dataDir), { force: true });
};

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
