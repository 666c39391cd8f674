/** The published figures of past days for one area: the numbers of that evening, whatever is known by now. */
import { rangeOf } from '@qiaomen/domain/area/area-code';
import { isLateClose, type DayCloseRow, type ListDayCloses } from '@qiaomen/domain/figures/day-close';
import { inBase } from '@qiaomen/domain/base-figure/standing';
import type { Page } from '@qiaomen/domain/page';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

export const listDayCloses = (ctx: GuardedContext, input: ListDayCloses): Promise<Page<DayCloseRow>> => {
  const { campaignId, areaCode } = input;
  const { gte, lt } = rangeOf(areaCode);
  if (!ranges(ctx).some((range) => range.gte <= gte && lt <= range.lt)) refuse({ code: 'outside_area' });
  const { page, size } = input.page;
  return ctx.db.read({ area: areaCode, userId: ctx.actor.userId }, async (tx) => {
    const closes = await tx.dayClose.findMany({
      where: { campaignId },
      select: { day: true, closedAt: true, snapshotId: true },
      orderBy: { day: 'desc' },
      skip: page * size,
      take: size,
    });
    const figures = await tx.dayFigure.groupBy({
      by: ['day', 'measure'],
      where: { campaignId, day: { in: closes.map(({ day }) => day) }, areaCode: { gte, lt } },
      _sum: { amount: true },
    });
    const sums = new Map(figures.map((one) => [`${dateToDay(one.day) ?? ''} ${one.measure}`, one._sum.amount ?? 0]));
    const ids = closes.flatMap(({ snapshotId }) => (snapshotId === null ? [] : [snapshotId]));
    const snapshots = await tx.baseSnapshot.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true },
    });
    const totals = await tx.baseTotal.groupBy({
      by: ['snapshotId'],
      where: { snapshotId: { in: ids }, areaCode: { gte, lt }, standing: { in: [...inBase] } },
      _sum: { amount: true },
    });
    return {
      total: await tx.dayClose.count({ where: { campaignId } }),
      rows: closes.map(({ day: date, closedAt, snapshotId }) => {
        const day = dateToDay(date) ?? '';
        const sum = (measure: string): number => sums.get(`${day} ${measure}`) ?? 0;
        const isBased = snapshotId !== null;
        return {
          day,
          closedAt: closedAt.toISOString(),
          late: isLateClose(day, closedAt),
          baseNumber: snapshots.find(({ id }) => id === snapshotId)?.number ?? null,
          baseAll: isBased ? (totals.find((one) => one.snapshotId === snapshotId)?._sum.amount ?? 0) : null,
          baseVaccinated: isBased ? sum('base:vaccinated:80+') + sum('base:vaccinated:60-79') : null,
          registered: sum('registered'),
          visited: sum('visited'),
          vaccinated: sum('vaccinated'),
          complete: sum('complete'),
          doses: sum('doses'),
        };
      }),
    };
  });
};
