/**
 * A copy of a running cluster, file by file, as PostgreSQL describes it for low-level base backups (continuous archiving, 25.3.4):
 * torn pages and files that grow or go while they are read are put right by the write-ahead log that is copied last.
 */
import { createReadStream, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import pg from 'pg';

export interface CopiedFile {
  /** below the data folder, with slashes; a folder ends with one */
  path: string;
  bytes: number;
  content: Readable | Buffer | null;
}

type Sink = (file: CopiedFile) => Promise<void>;

/** Of this server and this moment only: PostgreSQL makes the content of these folders anew. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const left = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_label.*|current_logfiles)$/;
const control = 'global/pg_control';

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function* walk(pgdata: string, below: string): AsyncGenerator<CopiedFile> {
  const entries = await readdir(join(pgdata, below), { withFileTypes: true }).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (left.test(entry.name) || path === control) continue;
    if (entry.isDirectory()) {
      yield { path: `${path}/`, bytes: 0, content: null };
      if (!emptied.has(path)) yield* walk(pgdata, path);
    } else if (entry.isFile()) {
      const file = fileAt(pgdata, path);
      if (file !== undefined) yield file;
    }
  }
}

const fileAt = (pgdata: string, path: string): CopiedFile | undefined => {
  try {
    const bytes = statSync(join(pgdata, path)).size;
    const content =
      bytes === 0 ? null : createReadStream(join(pgdata, path), { end: bytes - 1, highWaterMark: 1 << 18 });
    return { path, bytes, content };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
};

const segment = /^[0-9A-F]{24}$/;

const copyLog = async (pgdata: string, from: string, to: string, sink: Sink): Promise<void> => {
  const names = (await readdir(join(pgdata, 'pg_wal'))).filter(
    (name) => segment.test(name) && name >= from && name <= to,
  );
  if (!names.includes(from) || !names.includes(to)) throw new Error('PostgreSQL no longer has the log of this copy');
  for (const name of names.sort()) {
    const file = fileAt(pgdata, `pg_wal/${name}`);
    if (file !== undefined) await sink(file);
  }
};

/** Hands every file of the cluster to `sink`, one after the other. The server goes on working; `signal` ends the copy. */
export const copyCluster = async (adminUrl: string, sink: Sink, signal?: AbortSignal): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'qiaomen-backup' });
  await client.connect();
  const one = async (text: string, values: unknown[] = []): Promise<Record<string, string>> =>
    (await client.query<Record<string, string>>(text, values)).rows[0] ?? {};
  try {
    const { data_directory: pgdata = '' } = await one('SHOW data_directory');
    // a slot that ends with this session: until then no file of the log is taken away
    await one('SELECT pg_create_physical_replication_slot($1, true, true)', [`qiaomen_backup_${process.pid}`]);
    const begun = await one("SELECT pg_walfile_name(pg_backup_start('qiaomen', true)) AS segment");
    for await (const file of walk(pgdata, '')) {
      signal?.throwIfAborted();
      await sink(file);
    }
    const last = fileAt(pgdata, control);
    if (last === undefined) throw new Error(`${pgdata} has no ${control}`);
    await sink(last);
    const ended = await one(
      'SELECT labelfile AS label, pg_walfile_name(lsn) AS segment FROM pg_backup_stop(wait_for_archive => false)',
    );
    const label = Buffer.from(ended['label'] ?? '');
    await sink({ path: 'backup_label', bytes: label.length, content: label });
    await copyLog(pgdata, begun['segment'] ?? '', ended['segment'] ?? '', sink);
  } finally {
    await client.end();
  }
};
