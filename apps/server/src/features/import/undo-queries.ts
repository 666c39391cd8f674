/** What an undo would do, whom it leaves as they are, and why it may have to wait for a later one. */
import type { KeptReason, KeptRow, LaterImport, ListKept, UndoPreview } from '@qiaomen/domain/import-batch/undo';
import { KeptReason as KnownReason } from '@qiaomen/domain/import-batch/undo';
import type { Page } from '@qiaomen/domain/page';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import { keptQuery } from '../../jobs/import/undo-kept.ts';
import type { GuardedContext } from '../../trpc.ts';
import { prefectureOf } from './prefecture.ts';

export interface UndoableRun {
  id: string;
  areaCode: string;
  state: string;
  batchIds: string[];
  publishedAt: Date;
  undoneTurn: number | null;
  later: LaterImport[];
}

/** The approval a file belongs to, if it can be told what it did. */
export const findRun = async (tx: Tx, batchId: string): Promise<UndoableRun | undefined> => {
  const [run] = await tx.$queryRaw<Omit<UndoableRun, 'later'>[]>`
    SELECT id::text, area_code AS "areaCode", state, batch_ids::text[] AS "batchIds", published_at AS "publishedAt",
      undone_turn AS "undoneTurn"
    FROM link.link_run WHERE batch_ids @> ARRAY[${batchId}::uuid] AND state IN ('published', 'undone')
      AND counts ? 'undoable' AND published_at IS NOT NULL`;
  if (run === undefined) return undefined;
  const later = await tx.$queryRaw<{ batchId: string; fileName: string; approvedAt: Date }[]>`
    SELECT i.id::text AS "batchId", i.file_name AS "fileName", r.published_at AS "approvedAt"
    FROM link.link_run r JOIN link.import_batch i ON i.id = ANY (r.batch_ids)
    WHERE r.area_code = ${run.areaCode} AND r.state = 'published' AND r.published_at > ${run.publishedAt}
    ORDER BY r.published_at DESC, i.file_name`;
  return { ...run, later: later.map((row) => ({ ...row, approvedAt: row.approvedAt.toISOString() })) };
};

/** A file that never reached the register, or did so before what an approval does was noted. */
export const refuseWithoutRun = async (tx: Tx, batchId: string): Promise<never> => {
  const batch = await tx.importBatch.findUnique({ where: { id: batchId }, select: { state: true } });
  return refuse(batch === null ? { code: 'not_found' } : { code: 'batch_wrong_state', state: batch.state });
};

export const nextAct = async (tx: Tx, run: UndoableRun): Promise<'undo' | 'redo' | 'link'> => {
  if (run.state === 'published') return 'undo';
  const [row] = await tx.$queryRaw<{ turns: number }[]>`
    SELECT coalesce(sum(turns), 0)::int AS turns FROM link.link_run`;
  return row?.turns === run.undoneTurn ? 'redo' : 'link';
};

/** After an undo whoever stayed is noted; before it, it is found out. */
const keptOf = (run: UndoableRun): Prisma.Sql => {
  if (run.state === 'undone')
    return sql`SELECT county, person_id, kept AS reason FROM link.run_person WHERE run_id = ${run.id}::uuid AND kept IS NOT NULL`;
  const parts = keptQuery.split(/\$[12]/);
  const values = [...keptQuery.matchAll(/\$([12])/g)].map(([, number]) =>
    number === '1' ? sql`${run.id}::uuid` : sql`${run.publishedAt}`,
  );
  return new Prisma.Sql(parts, values);
};

const empty: UndoPreview = { next: null, fileNames: [], later: [], created: 0, changed: 0, doses: 0, kept: {} };

export const undoPreview = async (ctx: GuardedContext, batchId: string): Promise<UndoPreview> => {
  const area = await prefectureOf(ctx);
  return ctx.db.read({ area }, async (tx) => {
    const run = await findRun(tx, batchId);
    if (run === undefined) return empty;
    const files = await tx.importBatch.findMany({
      where: { id: { in: run.batchIds } },
      select: { fileName: true },
      orderBy: { fileName: 'asc' },
    });
    const [counts] = await tx.$queryRaw<{ created: number; changed: number; doses: number }[]>`
      SELECT count(*) FILTER (WHERE act = 'created')::int AS created,
        count(*) FILTER (WHERE act NOT IN ('created', 'touched', 'arrived'))::int AS changed,
        (SELECT count(*)::int FROM link.run_dose d WHERE d.run_id = ${run.id}::uuid AND d.added) AS doses
      FROM link.run_person WHERE run_id = ${run.id}::uuid`;
    const kept = await tx.$queryRaw<{ reason: string; count: number }[]>`
      SELECT reason, count(*)::int AS count FROM (${keptOf(run)}) k GROUP BY reason`;
    const byReason: Partial<Record<KeptReason, number>> = {};
    for (const { reason, count } of kept) byReason[KnownReason.parse(reason)] = count;
    return {
      next: await nextAct(tx, run),
      fileNames: files.map(({ fileName }) => fileName),
      later: run.later,
      ...(counts ?? { created: 0, changed: 0, doses: 0 }),
      kept: byReason,
    };
  });
};

interface Listed {
  county: string;
  personId: string;
  reason: string;
  name: string;
  birthDate: Date | null;
  areaCode: string;
  visitedAt: Date | null;
}

export const listKept = async (
  ctx: GuardedContext,
  { batchId, reason, page: { page, size } }: ListKept,
): Promise<Page<KeptRow>> => {
  const area = await prefectureOf(ctx);
  return ctx.db.read({ area }, async (tx) => {
    const run = await findRun(tx, batchId);
    if (run === undefined) return refuseWithoutRun(tx, batchId);
    const asked = reason === null ? Prisma.empty : sql`WHERE k.reason = ${reason}`;
    const rows = await tx.$queryRaw<Listed[]>`
      SELECT k.county, k.person_id::text AS "personId", k.reason, p.name, p.birth_date AS "birthDate", p.area_code AS "areaCode",
        (SELECT max(v.received_at) FROM visit v WHERE v.county = k.county AND v.person_id = k.person_id
           AND v.received_at >= ${run.publishedAt}) AS "visitedAt"
      FROM (${keptOf(run)}) k JOIN person p ON p.county = k.county AND p.id = k.person_id ${asked}
      ORDER BY p.area_code, p.name, p.id LIMIT ${size} OFFSET ${page * size}`;
    const [total] = await tx.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (${keptOf(run)}) k ${asked}`;
    const pathOf = await areaPaths(
      tx,
      rows.map((row) => row.areaCode),
    );
    return {
      rows: rows.map((row) => ({
        county: row.county,
        personId: row.personId,
        name: row.name,
        birthDate: dateToDay(row.birthDate),
        areaPath: pathOf(row.areaCode),
        reason: KnownReason.parse(row.reason),
        visitedAt: row.visitedAt?.toISOString() ?? null,
      })),
      total: total?.count ?? 0,
    };
  });
};
