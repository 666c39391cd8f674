/** Vitest's global set-up: one cluster per run and one migrated template, from which every test copies its own database. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listUsers } from '../cluster/cluster-record.ts';
import { startCluster } from '../cluster/start-cluster.ts';
import { install } from '../install.ts';
import { adminUrlVariable, templateName } from './test-database.ts';

const prefix = 'qiaomen-test-';

/** A run that was killed leaves its server behind; the next run stops it. */
const sweep = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const dataDir = join(tmpdir(), name);
    if (!readdirSync(dataDir).includes('running') || listUsers(dataDir).length > 0) continue;
    const cluster = await startCluster({ dataDir });
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

export const setup = async (): Promise<() => Promise<void>> => {
  await sweep().catch(() => undefined);
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const cluster = await startCluster({ dataDir });
  await install({ adminUrl: cluster.url, database: templateName });
  process.env[adminUrlVariable] = cluster.url;
  return async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
};
