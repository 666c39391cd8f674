/** Prints the SQL that takes an empty database to `schema.prisma`: the raw material of a new migration. */
import { startCluster } from '../src/cluster/start-cluster.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffFromEmpty } from '../src/schema-engine.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'qiaomen-diff-'));
const cluster = await startCluster({ dataDir });
try {
  process.stdout.write(await diffFromEmpty(cluster.url));
} finally {
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}
