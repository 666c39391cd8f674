/** The only door to the data: every transaction says in which area it works, and every change says who made it. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { referenceStatement, scopeStatement, type Scope } from './area-fence.ts';
import { copyRows, stageTable, type BulkWriter } from './bulk-writer.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { inTurn } from './in-turn.ts';
import { readPool } from './read-pool.ts';
import { statementNames } from './statement-names.ts';
import { changeCountQuery, changedTables, countsBefore, type TableCount } from './unlogged-change.ts';
import type { AuditLine, EnqueueOptions, Tx, WriteContext, Writer } from './writer.ts';
import type { Json } from './json.ts';

export type { Scope } from './area-fence.ts';
export type { BulkWriter, CopyValue } from './bulk-writer.ts';
export type { Json } from './json.ts';
export type { AuditLine, EnqueueOptions, Tx, WriteContext, Writer } from './writer.ts';
export { Prisma };

/** Tagged SQL for `tx.$queryRaw`: values become parameters. */
export const sql = Prisma.sql;

export interface AskOptions {
  /**
   * The plan is made once per connection, and follows the order an index has instead of sorting. For statements whose good
   * plan is the same whatever they are asked with: below row-level security, planning costs as much as running.
   */
  planOnce?: boolean;
}

export interface ReadOptions {
  /** every statement sees the same moment */
  snapshot?: boolean;
}

/** One statement for each kind of row. */
export type Statements<Rows extends readonly object[]> = { readonly [At in keyof Rows]: Prisma.Sql };
export type Answers<Rows extends readonly object[]> = { [At in keyof Rows]: Rows[At][] };

export interface Database {
  read<T>(scope: Scope, fn: (tx: Tx) => Promise<T>, options?: ReadOptions): Promise<T>;
  /**
   * A read-only snapshot of several statements that do not need each other's answers, in one round trip. Days come as
   * `YYYY-MM-DD` and counts as numbers.
   */
  ask<Rows extends readonly object[]>(
    scope: Scope,
    statements: Statements<Rows>,
    options?: AskOptions,
  ): Promise<Answers<Rows>>;
  /** The same for reference tables. */
  askReference<Rows extends readonly object[]>(statements: Statements<Rows>): Promise<Answers<Rows>>;
  /** Commits only if what was changed was also logged. */
  transact<T>(ctx: WriteContext, fn: (writer: Writer) => Promise<T>): Promise<T>;
  /** The same on a bare connection, for COPY and long statements. */
  bulk<T>(ctx: WriteContext, fn: (writer: BulkWriter) => Promise<T>): Promise<T>;
  /** Reference tables only: case tables give no rows here. Duties are readable, because a scope follows from them. */
  reference<T>(fn: (tx: Tx) => Promise<T>, options?: { userId?: string }): Promise<T>;
  /** The trail, read as app_audit. */
  auditQuery<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export class UnloggedChange extends Error {
  readonly tables: readonly string[];
  constructor(tables: readonly string[]) {
    super(`a change of ${tables.join(', ')} was not logged and has been undone`);
    this.tables = tables;
  }
}

const auditText = 'SELECT audit.write($1, $2::uuid, $3, $4, $5, $6::jsonb, $7::timestamptz)';
const enqueueText = 'SELECT job.enqueue($1, $2::json, $3)';

const auditValues = (
  ctx: WriteContext,
  line: AuditLine,
): [string, string | null, string, string, string | null, string, string] => [
  ctx.county,
  ctx.actorId,
  line.action,
  line.entity,
  line.entityId,
  JSON.stringify(line.detail),
  ctx.at.toISOString(),
];

/** A list of a village and one of a prefecture want different plans; a write looks up single rows. */
const planEach = 'SET LOCAL plan_cache_mode = force_custom_plan';

/** Rows are looked up one by one from the page they belong to: no table of a county is read for fifty rows. */
export const planOnce = `SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off;
  SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off`;

const oneMinute = 60_000;

export const connect = (
  urls: { rwUrl: string; auditUrl: string; jobsUrl: string },
  options: { poolSize?: number } = {},
): Database => {
  const pool = new pg.Pool({ connectionString: urls.rwUrl, max: options.poolSize ?? 20, application_name: 'qiaomen' });
  const auditPool = new pg.Pool({ connectionString: urls.auditUrl, max: 2, application_name: 'qiaomen-audit' });
  const reads = readPool(urls.rwUrl, options.poolSize ?? 10);
  // an idle connection that the server closed is replaced at the next use
  for (const each of [pool, auditPool]) each.on('error', () => undefined);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }),
    transactionOptions: { maxWait: oneMinute / 2, timeout: 2 * oneMinute },
  });

  const settled = async (tx: Tx, statement: string): Promise<void> => {
    // oxlint-disable-next-line -- SET LOCAL takes no parameters; area-fence.ts builds it from digits and a UUID only
    await tx.$executeRawUnsafe(statement);
  };

  const read: Database['read'] = (scope, fn, { snapshot = false } = {}) => {
    const statement = `SET TRANSACTION READ ONLY; ${planEach}; ${scopeStatement(scope)}`;
    const isolationLevel = snapshot ? 'RepeatableRead' : 'ReadCommitted';
    return prisma.$transaction(
      async (tx) => {
        await settled(tx, statement);
        return fn(tx);
      },
      { isolationLevel },
    );
  };

  const reference: Database['reference'] = (fn, { userId } = {}) => {
    const statement = `SET TRANSACTION READ ONLY; ${referenceStatement(userId)}`;
    return prisma.$transaction(async (tx) => {
      await settled(tx, statement);
      return fn(tx);
    });
  };

  const transact: Database['transact'] = (ctx, fn) => {
    const statement = `${scopeStatement(ctx.scope)}; ${countsBefore}`;
    return prisma.$transaction(async (tx) => {
      await settled(tx, statement);
      let logged = false;
      const writer: Writer = {
        tx,
        at: ctx.at,
        actorId: ctx.actorId,
        audit: async (line) => {
          const [county, actor, action, entity, id, detail, at] = auditValues(ctx, line);
          await tx.$executeRaw`SELECT audit.write(${county}, ${actor}::uuid, ${action}, ${entity}, ${id}, ${detail}::jsonb, ${at}::timestamptz)`;
          logged = true;
        },
        enqueue: async (task, payload, { jobKey }: EnqueueOptions = {}) => {
          await tx.$executeRaw`SELECT job.enqueue(${task}, ${JSON.stringify(payload)}::json, ${jobKey ?? null})`;
        },
      };
      const result = await fn(writer);
      if (!logged) refuseUnlogged(await tx.$queryRaw<TableCount[]>`${Prisma.raw(changeCountQuery)}`);
      return result;
    });
  };

  const bulk: Database['bulk'] = async (ctx, fn) => {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query(`BEGIN; ${scopeStatement(ctx.scope)}; ${countsBefore}`);
      let logged = false;
      const turn = inTurn();
      const result = await fn({
        at: ctx.at,
        actorId: ctx.actorId,
        query: <R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]> =>
          turn(async () => (await client.query<R>(text, values)).rows),
        stage: (name, source) => turn(() => stageTable(client, name, source)),
        copy: (name, columns, rows) => turn(() => copyRows(client, name, columns, rows)),
        audit: async (line) => {
          await turn(() => client.query(auditText, auditValues(ctx, line)));
          logged = true;
        },
        enqueue: async (task: string, payload: Json, { jobKey }: EnqueueOptions = {}) => {
          await turn(() => client.query(enqueueText, [task, JSON.stringify(payload), jobKey ?? null]));
        },
      });
      if (!logged) refuseUnlogged((await client.query<TableCount>(changeCountQuery)).rows);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return {
    read,
    reference,
    ask: async <Rows extends readonly object[]>(
      scope: Scope,
      statements: Statements<Rows>,
      { planOnce: once = false }: AskOptions = {},
    ) =>
      // the caller names the rows its statements give, as with `$queryRaw`
      (await reads.ask(`${once ? planOnce : planEach}; ${scopeStatement(scope)}`, statements)) as Answers<Rows>,
    askReference: async <Rows extends readonly object[]>(statements: Statements<Rows>) =>
      (await reads.ask(referenceStatement(), statements)) as Answers<Rows>,
    transact,
    bulk,
    auditQuery: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await auditPool.query<R>(text, values)).rows,
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([pool.end(), auditPool.end(), reads.end()]);
    },
  };
};

const refuseUnlogged = (counts: readonly TableCount[]): void => {
  const tables = changedTables(counts);
  if (tables.length > 0) throw new UnloggedChange(tables);
};
