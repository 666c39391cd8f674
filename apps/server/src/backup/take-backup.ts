/** A backup of everything an install is: the database as it runs, the field keys, and the sealed files beside them. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyCluster } from '@qiaomen/prisma/cluster/copy-cluster';
import type { Cluster } from '@qiaomen/prisma/cluster/start-cluster';
import { writeArchive, type ArchivedFile } from './archive.ts';
import { describeDatabase, type Manifest } from './manifest.ts';

/** Of this machine only, made anew, or copied in its own way. A backup never holds its own key. */
const left =
  /^(postgres.*|running|start\.lock|work|backups|backup-key|demo-files|demo-making-.*|native|test-results|mutate|cluster\.json\..*)$/;

async function* filesBelow(dataDir: string, below = ''): AsyncGenerator<ArchivedFile> {
  for (const entry of await readdir(join(dataDir, below), { withFileTypes: true })) {
    if (below === '' && left.test(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(dataDir, path);
    else if (entry.isFile()) {
      const found = await stat(join(dataDir, path)).catch(() => undefined);
      if (found === undefined) continue;
      const end = found.size - 1;
      yield {
        path,
        bytes: found.size,
        content: found.size === 0 ? null : createReadStream(join(dataDir, path), { end }),
      };
    }
  }
}

export interface BackupPlan {
  cluster: Cluster;
  /** of the product in the cluster */
  database: string;
  dataDir: string;
  /** folder of the backups */
  to: string;
  key: Buffer;
  now: Date;
  signal?: AbortSignal;
  /** bytes read so far, before they are made smaller */
  onProgress?(bytes: number): void;
}

export interface Backup {
  file: string;
  bytes: number;
  read: number;
  manifest: Manifest;
}

export const backupName = (at: Date): string => `qiaomen-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.backup`;

export const takeBackup = async (plan: BackupPlan): Promise<Backup> => {
  const { cluster, dataDir, to, key, now, signal } = plan;
  await mkdir(to, { recursive: true, mode: 0o700 });
  const file = join(to, backupName(now));
  const manifest = await describeDatabase(cluster.urlFor(plan.database), now);
  let read = 0;
  await writeArchive(file, key, async (add) => {
    const put = async (one: ArchivedFile): Promise<void> => {
      signal?.throwIfAborted();
      await add(one);
      read += one.bytes;
      plan.onProgress?.(read);
    };
    const text = Buffer.from(`${JSON.stringify(manifest)}\n`);
    await put({ path: 'manifest.json', bytes: text.length, content: text });
    await copyCluster(cluster.url, (one) => put({ ...one, path: `postgres/${one.path}` }), signal);
    // after the database: a file that a row names is on the disk before its row
    for await (const one of filesBelow(dataDir)) await put(one);
  });
  return { file, bytes: (await stat(file)).size, read, manifest };
};
