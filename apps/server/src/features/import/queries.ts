/** What the import pages show. Everything here lies behind the prefecture's fence. */
import {
  BatchState,
  ColumnMapping,
  containers,
  encodings,
  FaultCode,
  type BatchDetail,
  type BatchRow,
  type JobLine,
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

const Stored = {
  format: z.object({
    container: z.enum(containers),
    encoding: z.enum(encodings).nullable(),
    headerRow: z.int(),
    sheet: z.string().nullable(),
  }),
  columns: z.array(z.object({ index: z.int(), header: z.string(), samples: z.array(z.string()) })),
  error: z.object({ code: z.string() }).nullable(),
};

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
  };
};

const authors = (tx: Tx, rows: readonly Row[]): Promise<Map<string, string>> =>
  userNames(
    tx,
    rows.flatMap((row) => [row.createdBy, row.approvedBy]),
  );

export const listBatches = async (ctx: GuardedContext, { page, size }: PageRequest): Promise<Page<BatchRow>> => {
  const where = { areaCode: await prefectureOf(ctx) };
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

const findProgress = async (tx: Tx, batchId: string): Promise<JobLine | null> => {
  const job = await tx.jobProgress.findUnique({
    where: { id: batchId },
    select: { id: true, kind: true, state: true, step: true, done: true, total: true, error: true },
  });
  if (job === null) return null;
  return {
    ...job,
    state: jobStates.parse(job.state),
    done: Number(job.done),
    total: job.total === null ? null : Number(job.total),
    error: Stored.error.parse(job.error),
  };
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
    return {
      ...toRow(row, await authors(tx, [row])),
      format: row.format === null ? null : Stored.format.parse(row.format),
      columns: Stored.columns.parse(row.columns ?? []),
      mapping: ColumnMapping.parse(row.mapping ?? {}),
      faultsByCode: faults.map((fault) => ({
        code: FaultCode.parse(fault.code),
        severity: fault.severity === 'error' ? ('error' as const) : ('warning' as const),
        rows: fault._count._all,
      })),
      progress: await findProgress(tx, batchId),
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
