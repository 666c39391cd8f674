/** Bulk loads: COPY into a temporary table, then INSERT … SELECT under the fence (PostgreSQL refuses COPY into a fenced table). */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { AuditLine, EnqueueOptions } from './writer.ts';
import type { Json } from './json.ts';

export type CopyValue =
  string | number | bigint | boolean | null | Date | Uint8Array | readonly string[] | { json: Json };

export interface BulkWriter {
  readonly at: Date;
  readonly actorId: string | null;
  /** SQL written by hand, values as parameters */
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** A temporary table with the columns of `like` ("person", "link.source_record") or those of a SELECT; gone after commit. */
  stage(
    name: string,
    source: { like: string; columns: readonly string[] } | { columns: Readonly<Record<string, string>> },
  ): Promise<void>;
  /** Returns the number of rows copied into a staged table; a row has its columns' values in order. */
  copy(
    name: string,
    columns: readonly string[],
    rows: AsyncIterable<readonly CopyValue[]> | Iterable<readonly CopyValue[]>,
  ): Promise<number>;
  audit(line: AuditLine): Promise<void>;
  enqueue(task: string, payload: Json, options?: EnqueueOptions): Promise<void>;
}

const escapes: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};
const special = /[\\\n\r\t\b\f\v]/g;
const escapeText = (text: string): string =>
  special.test(text) ? text.replace(special, (c) => escapes[c] ?? c) : text;

const arrayText = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

/** One field of COPY's text format. */
export const copyField = (value: CopyValue): string => {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  if (isList(value)) return escapeText(arrayText(value));
  return escapeText(JSON.stringify(value.json));
};

const isList = (value: readonly string[] | { json: Json }): value is readonly string[] => Array.isArray(value);

const chunkLength = 256 * 1024;

async function* copyLines(
  rows: AsyncIterable<readonly CopyValue[]> | Iterable<readonly CopyValue[]>,
  count: (n: number) => void,
): AsyncGenerator<string> {
  let chunk = '';
  let n = 0;
  for await (const row of rows) {
    chunk += `${row.map(copyField).join('\t')}\n`;
    n += 1;
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
  count(n);
}

const path = (name: string): string =>
  name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.');
const list = (columns: readonly string[]): string => columns.map((column) => pg.escapeIdentifier(column)).join(', ');

export const stageTable = async (
  client: pg.ClientBase,
  name: string,
  source: { like: string; columns: readonly string[] } | { columns: Readonly<Record<string, string>> },
): Promise<void> => {
  const table = pg.escapeIdentifier(name);
  if ('like' in source) {
    await client.query(
      `CREATE TEMPORARY TABLE ${table} ON COMMIT DROP AS SELECT ${list(source.columns)} FROM ${path(source.like)} WITH NO DATA`,
    );
    return;
  }
  const columns = Object.entries(source.columns).map(([column, type]) => {
    if (!/^[a-z0-9 ()[\]]+$/i.test(type)) throw new Error(`not the name of a column type: ${type}`);
    return `${pg.escapeIdentifier(column)} ${type}`;
  });
  await client.query(`CREATE TEMPORARY TABLE ${table} (${columns.join(', ')}) ON COMMIT DROP`);
};

export const copyRows = async (
  client: pg.ClientBase,
  name: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly CopyValue[]> | Iterable<readonly CopyValue[]>,
): Promise<number> => {
  const sink = client.query(copyFrom(`COPY pg_temp.${pg.escapeIdentifier(name)} (${list(columns)}) FROM STDIN`));
  let copied = 0;
  await pipeline(Readable.from(copyLines(rows, (n) => (copied = n))), sink);
  return copied;
};
