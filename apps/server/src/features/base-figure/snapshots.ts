/** Base figures as lists and headings show them. */
import { AreaCode, parentOf, type AreaRange } from '@qiaomen/domain/area/area-code';
import { SnapshotState, type ListSnapshots, type SnapshotLine } from '@qiaomen/domain/base-figure/query';
import { BaseRule, Standing } from '@qiaomen/domain/base-figure/standing';
import type { Page } from '@qiaomen/domain/page';
import type { Prisma, Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { userNames } from '../../entry/area-paths.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

const select = {
  id: true,
  campaignId: true,
  areaCode: true,
  number: true,
  state: true,
  rule: true,
  asOf: true,
  counts: true,
  createdBy: true,
  createdAt: true,
  publishedBy: true,
  publishedAt: true,
} satisfies Prisma.BaseSnapshotSelect;

type Row = Prisma.BaseSnapshotGetPayload<{ select: typeof select }>;
const Counts = z.partialRecord(Standing, z.int());

export const toLines = async (tx: Tx, rows: readonly Row[]): Promise<SnapshotLine[]> => {
  const names = await userNames(
    tx,
    rows.flatMap(({ createdBy, publishedBy }) => [createdBy, publishedBy]),
  );
  const running = rows.filter(({ state }) => state === 'counting' || state === 'publishing').map(({ id }) => id);
  const jobs = await tx.jobProgress.findMany({
    where: { id: { in: running } },
    select: { id: true, step: true, done: true, total: true },
  });
  return rows.map((row) => {
    const counts = Counts.parse(row.counts);
    const eligible = counts.eligible ?? 0;
    const job = jobs.find(({ id }) => id === row.id);
    return {
      id: row.id,
      campaignId: row.campaignId,
      areaCode: AreaCode.parse(row.areaCode),
      number: row.number,
      state: SnapshotState.parse(row.state),
      rule: BaseRule.parse(row.rule),
      asOf: row.asOf?.toISOString() ?? null,
      createdBy: names.get(row.createdBy) ?? null,
      createdAt: row.createdAt.toISOString(),
      publishedBy: row.publishedBy === null ? null : (names.get(row.publishedBy) ?? null),
      publishedAt: row.publishedAt?.toISOString() ?? null,
      counts,
      all: eligible + (counts.contraindicated ?? 0),
      eligible,
      progress:
        job === undefined
          ? null
          : { step: job.step, done: Number(job.done), total: job.total === null ? null : Number(job.total) },
    };
  });
};

export const findSnapshot = async (
  tx: Tx,
  where: { id: string } | { campaignId: string; state: 'published' },
): Promise<SnapshotLine | null> => {
  const row = await tx.baseSnapshot.findFirst({ where, select });
  return row === null ? null : ((await toLines(tx, [row]))[0] ?? null);
};

const ancestorsOf = (code: AreaCode): AreaCode[] => {
  const up = parentOf(code);
  return up === undefined ? [] : [up, ...ancestorsOf(up)];
};

/** Those of the own areas and those counted above them. */
export const listSnapshots = (ctx: GuardedContext, input: ListSnapshots): Promise<Page<SnapshotLine>> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const above = ctx.account.duties.flatMap(({ areaCode }) => ancestorsOf(areaCode));
    const where = {
      campaignId: input.campaignId,
      OR: [...ranges(ctx).map((areaCode) => ({ areaCode })), { areaCode: { in: above } }],
    };
    const { page, size } = input.page;
    const rows = await tx.baseSnapshot.findMany({
      where,
      select,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    return { rows: await toLines(tx, rows), total: await tx.baseSnapshot.count({ where }) };
  });

/** The area asked about lies inside a duty area, whole. */
export const requireOwn = (ctx: GuardedContext, { gte, lt }: AreaRange): void => {
  if (!ranges(ctx).some((range) => range.gte <= gte && lt <= range.lt)) refuse({ code: 'outside_area' });
};
