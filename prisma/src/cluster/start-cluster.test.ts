import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, readRecord } from './cluster-record.ts';
import { readPidFile } from './postmaster.ts';
import { startCluster, type Cluster } from './start-cluster.ts';

const isRoot = process.getuid?.() === 0;
let folder: string;
let dataDir: string;
let started: Cluster[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaomen-cluster-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  started = [];
});
afterEach(async () => {
  for (const cluster of started) await cluster.stop();
  const elsewhere = readRecord(dataDir)?.home;
  if (elsewhere?.startsWith('/var/lib/qiaomen/')) rmSync(elsewhere, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<Cluster> => {
  const cluster = await startCluster({ dataDir });
  started.push(cluster);
  return cluster;
};

const ask = async (cluster: Cluster, text: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(text);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
};

const pgdata = (): string => join(readRecord(dataDir)?.home ?? dataDir, 'postgres');
const postmaster = (): number => readPidFile(pgdata())?.pid ?? 0;

const waitUntil = async (done: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 20_000 && !done(); waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done()).toBe(true);
};

const script = `const { startCluster } = await import(process.argv[1]);
const { url } = await startCluster({ dataDir: process.argv[2] });
process.stdout.write(url);
if (process.argv[3] === 'stop') process.exit(0);
setInterval(() => undefined, 1000);`;

const source = join(import.meta.dirname, 'start-cluster.ts');

describe('the cluster', () => {
  it('is UTF-8 in byte order, checks its pages, and listens to no network', async () => {
    const cluster = await start();
    expect(
      await ask(
        cluster,
        `SELECT datlocale || datlocprovider::text AS answer FROM pg_database WHERE datname = 'postgres'`,
      ),
    ).toBe('C.UTF-8b');
    expect(
      await ask(cluster, `SELECT current_setting('data_checksums') || current_setting('listen_addresses') AS answer`),
    ).toBe('on');
    expect(await ask(cluster, `SELECT current_setting('server_version_num')::int / 10000 AS answer`)).toBe(18);
    expect(statSync(join(dataDir, 'cluster.json')).mode & 0o777).toBe(0o600);
    expect(statSync(readPidFile(pgdata())?.socketDir ?? '').mode & 0o077).toBe(0);
  });

  it('lets nobody in without the password', async () => {
    const cluster = await start();
    const url = new URL(cluster.url);
    url.password = 'wrong';
    await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('stops cleanly and keeps its data', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const socketDir = readPidFile(pgdata())?.socketDir ?? '';
    await first.stop();
    expect(existsSync(join(pgdata(), 'postmaster.pid'))).toBe(false);
    expect(existsSync(socketDir)).toBe(false);
    expect(await ask(await start(), 'SELECT answer FROM kept')).toBe(42);
  });

  it('is shared, and stopped by whoever leaves last', async () => {
    const [first, second] = [await start(), await start()];
    await first.stop();
    await first.stop();
    expect(await ask(second, 'SELECT 1 AS answer')).toBe(1);
    const pid = postmaster();
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('is found and taken over when its starter was killed', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script, source, dataDir]);
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    const before = postmaster();
    parent.kill('SIGKILL');
    await new Promise((resolve) => parent.once('exit', resolve));
    const cluster = await start();
    expect(postmaster()).toBe(before);
    await cluster.stop();
    expect(isAlive(before)).toBe(false);
  });

  it('recovers when it was killed itself, and loses nothing it confirmed', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE confirmed AS SELECT 1 AS answer');
    for (let round = 2; round <= 4; round += 1) {
      const cluster = await start();
      await ask(cluster, `UPDATE confirmed SET answer = ${round}`);
      const pid = postmaster();
      process.kill(pid, 'SIGKILL');
      await waitUntil(() => !isAlive(pid));
      const again = await start();
      expect(await ask(again, 'SELECT answer FROM confirmed')).toBe(round);
    }
  });

  it('comes back by itself when it was killed, at the same address', async () => {
    const cluster = await start();
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await waitUntil(() => !isAlive(pid));
    const answer = async (): Promise<unknown> => ask(cluster, 'SELECT 1 AS answer').catch(() => undefined);
    let said = await answer();
    for (let tries = 0; said === undefined && tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      said = await answer();
    }
    expect(said).toBe(1);
    expect(postmaster()).not.toBe(pid);
  });

  it('does not mistake a stranger with a recycled process id for itself', async () => {
    const first = await start();
    await first.stop();
    const file = join(pgdata(), 'postmaster.pid');
    const { uid, gid } = statSync(pgdata());
    writeFileSync(file, `${process.pid}\n${pgdata()}\n1700000000\n5432\n/nonexistent\n\n  1 2\nready   \n`, {
      mode: 0o600,
    });
    chownSync(file, uid, gid);
    expect(await ask(await start(), 'SELECT 1 AS answer')).toBe(1);
  });

  it('of another major version is left untouched, with words that help', async () => {
    await (await start()).stop();
    writeFileSync(join(pgdata(), 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/written by PostgreSQL 17.*Nothing was changed/);
  });

  it('without its password file is left untouched', async () => {
    await (await start()).stop();
    rmSync(join(dataDir, 'cluster.json'));
    await expect(start()).rejects.toThrow('restore that file');
    if (isRoot) expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('18\n');
  });
});

describe('the user that runs it', () => {
  it('is never root', async () => {
    await start();
    const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${postmaster()}/status`, 'utf8'))?.[1]);
    expect(uid).not.toBe(0);
    expect(uid).toBe(statSync(pgdata()).uid);
  });

  it.runIf(isRoot)('is an ordinary user when an ordinary user starts it', async () => {
    mkdirSync(dataDir);
    chownSync(dataDir, 65534, 65534);
    const options = {
      uid: 65534,
      gid: 65534,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], TMPDIR: '/tmp' },
    } as const;
    const url = execFileSync(process.execPath, ['--input-type=module', '-e', script, source, dataDir, 'stop'], options);
    expect(url).toMatch(/^postgresql:/);
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(65534);
    const cluster = await start();
    expect(await ask(cluster, 'SELECT 1 AS answer')).toBe(1);
  });

  it.runIf(isRoot)('is let through a fresh private folder, which nobody else may list', async () => {
    mkdirSync(dataDir, { mode: 0o700 });
    await start();
    expect(readRecord(dataDir)?.home).toBeNull();
    expect(statSync(dataDir).mode & 0o777).toBe(0o711);
  });

  it.runIf(isRoot)('finds data and programs outside a home that only root may enter', async () => {
    chmodSync(folder, 0o700);
    const cluster = await start();
    expect(readRecord(dataDir)?.home).toMatch(/^\/var\/lib\/qiaomen\//);
    expect(await ask(cluster, 'SELECT 1 AS answer')).toBe(1);
    await cluster.stop();
    expect(await ask(await start(), 'SELECT 1 AS answer')).toBe(1);
  });
});
