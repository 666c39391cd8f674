/** What the import pages show. Everything here lies behind the prefecture's fence. */
import {
  BatchState,
  ColumnMapping,
  FaultCode,
  type BatchDetail,
  type BatchRow,
  type JobLine,
  type ListBatches,
  type RowFaultLine,
} from '@qiaomen/domain/import-batch/query';
import type { Page, PageRequest } from '@qiaomen/domain/page';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { Prisma, Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { userNames } from '../../entry/area-paths.ts';
import { refuse } from '../../errors.ts';
import { StoredCounts } from '../../jobs/import/batch.ts';
import type { GuardedContext } from '../../trpc.ts';
import { prefectureOf } from './prefecture.ts';
import { listSenders } from './recall-mapping.ts';
import { openColumns, openLines } from './sealed-cells.ts';
import { Stored } from './stored.ts';

const select = {
  id: true,
  kind: true,
  fileName: true,
  blobKey: true,
  bytes: true,
  state: true,
  createdAt: true,
  createdBy: true,
  approvedAt: true,
  approvedBy: true,
  counts: true,
  error: true,
  format: true,
  columns: true,
  mapping: true,
  sha256: true,
  sender: true,
  whole: true,
  look: true,
  stops: true,
  secondBy: true,
  secondAt: true,
  secondReason: true,
} satisfies Prisma.ImportBatchSelect;

type Row = Prisma.ImportBatchGetPayload<{ select: typeof select }>;

const toRow = (row: Row, names: ReadonlyMap<string, string>): BatchRow => {
  const { cursor: _cursor, fileRows: _fileRows, ...counts } = StoredCounts.parse(row.counts);
  return {
    id: row.id,
    kind: SourceKind.parse(row.kind),
    fileName: row.fileName,
    bytes: Number(row.bytes),
    state: BatchState.parse(row.state),
    createdAt: row.createdAt.toISOString(),
    createdBy: names.get(row.createdBy) ?? '',
    approvedAt: row.approvedAt?.toISOString() ?? null,
    approvedBy: row.approvedBy === null ? null : (names.get(row.approvedBy) ?? ''),
    counts,
    error: Stored.error.parse(row.error),
    hasFile: row.blobKey !== '',
    sha256: Buffer.from(row.sha256).toString('hex'),
    sender: row.sender,
    whole: row.whole,
    stops: Stored.stops.parse(row.stops),
    second:
      row.secondBy === null || row.secondAt === null
        ? null
        : { by: names.get(row.secondBy) ?? '', at: row.secondAt.toISOString(), reason: row.secondReason ?? '' },
  };
};

const authors = (tx: Tx, rows: readonly Row[]): Promise<Map<string, string>> =>
  userNames(
    tx,
    rows.flatMap((row) => [row.createdBy, row.approvedBy, row.secondBy]),
  );

export const listBatches = async (
  ctx: GuardedContext,
  { kind, state, page: { page, size } }: ListBatches,
): Promise<Page<BatchRow>> => {
  const where = {
    areaCode: await prefectureOf(ctx),
    ...(kind === null ? {} : { kind }),
    ...(state === null ? {} : { state }),
  };
  return ctx.db.read({ area: where.areaCode }, async (tx) => {
    const rows = await tx.importBatch.findMany({
      where,
      select,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    const names = await authors(tx, rows);
    return { rows: rows.map((row) => toRow(row, names)), total: await tx.importBatch.count({ where }) };
  });
};

const jobStates = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

/** From what the running step has done since it began; a second in, the first figures mean something. */
export const rateOf = (
  job: { done: number; total: number | null; since: Date | null; sinceDone: number },
  now: Date,
): Pick<JobLine, 'perSecond' | 'secondsLeft'> => {
  const seconds = job.since === null ? 0 : (now.getTime() - job.since.getTime()) / 1000;
  const done = job.done - job.sinceDone;
  if (seconds < 1 || done <= 0) return { perSecond: null, secondsLeft: null };
  const perSecond = done / seconds;
  const left = job.total === null ? null : Math.max(0, Math.ceil((job.total - job.done) / perSecond));
  return { perSecond: Math.round(perSecond), secondsLeft: left };
};

const findProgress = async (tx: Tx, batchId: string, now: Date): Promise<JobLine | null> => {
  const job = await tx.jobProgress.findUnique({
    where: { id: batchId },
    select: {
      id: true,
      kind: true,
      state: true,
      step: true,
      done: true,
      total: true,
      error: true,
      stepSince: true,
      stepSinceDone: true,
    },
  });
  if (job === null) return null;
  const { id, kind, step } = job;
  const done = Number(job.done);
  const total = job.total === null ? null : Number(job.total);
  const state = jobStates.parse(job.state);
  const rate =
    state === 'running'
      ? rateOf({ done, total, since: job.stepSince, sinceDone: Number(job.stepSinceDone) }, now)
      : { perSecond: null, secondsLeft: null };
  return { id, kind, step, state, done, total, ...rate, error: Stored.error.parse(job.error) };
};

export const readBatch = async (ctx: GuardedContext, batchId: string): Promise<BatchDetail> => {
  const areaCode = await prefectureOf(ctx);
  return ctx.db.read({ area: areaCode }, async (tx) => {
    const row = await tx.importBatch.findUnique({ where: { id: batchId }, select });
    if (row === null) return refuse({ code: 'not_found' });
    const faults = await tx.rowFault.groupBy({
      by: ['code', 'severity'],
      where: { batchId },
      _count: { _all: true },
      orderBy: [{ severity: 'asc' }, { code: 'asc' }],
    });
    const look = Stored.look.parse(row.look ?? {});
    return {
      ...toRow(row, await authors(tx, [row])),
      firstLines: openLines(ctx.keys, batchId, look.firstLines),
      sheets: look.sheets,
      recalledFrom: look.recalled,
      mayConfirm: row.createdBy !== ctx.actor.userId,
      mayApprove:
        Stored.stops.parse(row.stops).length === 0 || (row.secondBy !== null && row.secondBy !== ctx.actor.userId),
      format: row.format === null ? null : Stored.format.parse(row.format),
      columns: openColumns(ctx.keys, batchId, Stored.columns.parse(row.columns ?? [])),
      mapping: ColumnMapping.parse(row.mapping ?? {}),
      faultsByCode: faults.map((fault) => ({
        code: FaultCode.parse(fault.code),
        severity: fault.severity === 'error' ? ('error' as const) : ('warning' as const),
        rows: fault._count._all,
      })),
      progress: await findProgress(tx, batchId, ctx.now()),
    };
  });
};

/** Errors first; the column as the file calls it. */
export const listFaults = async (
  ctx: GuardedContext,
  { batchId, page: { page, size } }: { batchId: string; page: PageRequest },
): Promise<Page<RowFaultLine>> => {
  const areaCode = await prefectureOf(ctx);
  return ctx.db.read({ area: areaCode }, async (tx) => {
    const batch = await tx.importBatch.findUnique({ where: { id: batchId }, select: { columns: true, mapping: true } });
    if (batch === null) return refuse({ code: 'not_found' });
    const headers = new Map(Stored.columns.parse(batch.columns ?? []).map(({ index, header }) => [index, header]));
    const mapping = new Map<string, number>(Object.entries(ColumnMapping.parse(batch.mapping ?? {})));
    const headerOf = (field: string | null): string | null =>
      field === null ? null : (headers.get(mapping.get(field) ?? -1) ?? field);
    const rows = await tx.rowFault.findMany({
      where: { batchId },
      select: { rowNo: true, column: true, code: true, severity: true, suggestion: true },
      orderBy: [{ severity: 'asc' }, { rowNo: 'asc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    return {
      rows: rows.map((row) => ({
        rowNo: row.rowNo,
        column: headerOf(row.column),
        code: FaultCode.parse(row.code),
        severity: row.severity === 'error' ? 'error' : 'warning',
        suggestion: typeof row.suggestion === 'string' ? row.suggestion : null,
      })),
      total: await tx.rowFault.count({ where: { batchId } }),
    };
  });
};

export const readSenders = async (ctx: GuardedContext): Promise<string[]> => {
  const areaCode = await prefectureOf(ctx);
  return ctx.db.read({ area: areaCode }, (tx) => listSenders(tx, areaCode));
};
