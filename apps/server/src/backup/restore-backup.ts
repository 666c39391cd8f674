/** A new install from a backup: into an empty folder only, so that nothing that is there can be lost by it. */
import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readRecord, writeRecord } from '@qiaomen/prisma/cluster/cluster-record';
import { startCluster, type Cluster } from '@qiaomen/prisma/cluster/start-cluster';
import { readArchive } from './archive.ts';
import { Manifest } from './manifest.ts';

export interface Restored {
  cluster: Cluster;
  manifest: Manifest;
}

/** A path of the archive that would lie outside the folder is nobody's file. */
const inside = (folder: string, path: string): string => {
  const full = normalize(join(folder, path));
  if (!full.startsWith(`${folder}/`)) throw new Error(`The backup names a file outside its folder: ${path}`);
  return full;
};

const assertEmpty = (dataDir: string): void => {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return;
  throw new Error(
    `${dataDir} is not empty: give the restore a folder of its own, and nothing that is there is touched`,
  );
};

/** An empty cluster of this machine (its place, owner and record) lends the restored one its place. */
const makeRoom = async (dataDir: string): Promise<{ pgdata: string; uid: number; gid: number }> => {
  const fresh = await startCluster({ dataDir });
  await fresh.stop();
  const pgdata = join(readRecord(dataDir)?.home ?? dataDir, 'postgres');
  const { uid, gid } = await stat(pgdata);
  for (const name of readdirSync(pgdata)) await rm(join(pgdata, name), { recursive: true });
  return { pgdata, uid, gid };
};

const unpack = async (file: string, key: Buffer, dataDir: string): Promise<void> => {
  const { pgdata, uid, gid } = await makeRoom(dataDir);
  await readArchive(file, key, async (path, content) => {
    const ofDatabase = path.startsWith('postgres/');
    const target = ofDatabase ? inside(pgdata, path.slice('postgres/'.length)) : inside(dataDir, path);
    if (path.endsWith('/')) await mkdir(target, { recursive: true, mode: 0o700 });
    else {
      const name = path === 'cluster.json' ? join(dataDir, 'cluster.restored.json') : target;
      await mkdir(dirname(name), { recursive: true, mode: 0o700 });
      await pipeline(content, createWriteStream(name, { mode: 0o600, flush: true }));
    }
    if (ofDatabase && process.getuid?.() === 0) await chown(target, uid, gid);
  });
};

/**
 * Answers a running cluster, recovered from the log in the backup. A backup that is not whole, or whose key is another,
 * leaves the folder empty again.
 */
export const restoreBackup = async (file: string, key: Buffer, dataDir: string): Promise<Restored> => {
  assertEmpty(dataDir);
  try {
    await unpack(file, key, dataDir);
    const restored = join(dataDir, 'cluster.restored.json');
    const { password } = JSON.parse(readFileSync(restored, 'utf8')) as { password: string };
    const record = readRecord(dataDir);
    if (record === undefined) throw new Error(`${dataDir} has no record of its cluster`);
    writeRecord(dataDir, { ...record, password });
    await rm(restored);
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(dataDir, 'manifest.json'), 'utf8')));
    await rm(join(dataDir, 'manifest.json'));
    return { cluster: await startCluster({ dataDir }), manifest };
  } catch (error) {
    await clear(dataDir);
    throw error;
  }
};

/** Takes away what a restore put into a folder that was empty. */
export const clear = async (dataDir: string): Promise<void> => {
  const home = readRecord(dataDir)?.home;
  if (typeof home === 'string' && home !== dataDir) await rm(home, { recursive: true, force: true });
  for (const name of existsSync(dataDir) ? readdirSync(dataDir) : [])
    await rm(join(dataDir, name), { recursive: true });
};
