/** Days on which a team goes to homes of a township, with the hospital behind them. A round without one stands out. */
import { AreaCode, countyOf } from '@qiaomen/domain/area/area-code';
import { backupOf } from '@qiaomen/domain/home-plan/backup';
import type { BackupRow, ListRounds, RoundList, RoundRow } from '@qiaomen/domain/home-plan/query';
import { addDays, shanghaiDay } from '@qiaomen/domain/register/day';
import { sql } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { backupsBetween } from './backups.ts';

/** What was done lately and what lies ahead; older rounds are in the register of doses. */
const [daysBack, daysAhead] = [14, 60];

interface Counted {
  day: Date;
  place: string;
  count: number;
}

/** A hospital stands behind a whole county: who answers for a part of it is told of it as well. */
const backupsOf = (ctx: GuardedContext, from: string, to: string): Promise<BackupRow[]> => {
  const area = ctx.fence.length > 6 ? AreaCode.parse(countyOf(ctx.fence)) : ctx.fence;
  return ctx.db.read({ area }, (tx) => backupsBetween(tx, ctx.keys, from, to));
};

export const listRounds = async (
  ctx: GuardedContext,
  { campaignId, onlyUnbacked, page }: ListRounds,
): Promise<RoundList> => {
  const today = shanghaiDay(ctx.now());
  const [from, to] = [addDays(today, -daysBack), addDays(today, daysAhead)];
  const within = ranges(ctx);
  const backups = await backupsOf(ctx, from, to);
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const planned = await tx.$queryRaw<Counted[]>`
        SELECT e.next_date AS day, left(e.area_code, 9) AS place, count(*)::int AS count FROM register_entry e
        WHERE e.campaign_id = ${campaignId}::uuid AND ${withinRanges(sql`e.area_code`, within)}
          AND e.next_action = 'book_home' AND e.next_action IN ('assess', 'approve', 'book_home')
          AND e.next_date BETWEEN ${today}::date AND ${to}::date GROUP BY 1, 2`;
      const given = await tx.$queryRaw<Counted[]>`
        SELECT (d.given_at AT TIME ZONE 'Asia/Shanghai')::date AS day, left(d.area_code, 9) AS place, count(*)::int AS count
        FROM dose d WHERE d.place = 'home' AND d.voided_by IS NULL AND ${withinRanges(sql`d.area_code`, within)}
          AND d.given_at >= ${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai' GROUP BY 1, 2`;
      const rounds = new Map<string, Omit<RoundRow, 'areaPath'>>();
      const add = (rows: readonly Counted[], what: 'planned' | 'given'): void => {
        for (const { day: date, place, count } of rows) {
          const day = dateToDay(date) ?? '';
          const key = `${day} ${place}`;
          const round = rounds.get(key) ?? { day, areaCode: AreaCode.parse(place), planned: 0, given: 0, backup: null };
          rounds.set(key, { ...round, [what]: count });
        }
      };
      add(planned, 'planned');
      add(given, 'given');
      const all = [...rounds.values()]
        .map((round) => ({ ...round, backup: backupOf(backups, round) }))
        .toSorted((a, b) => (a.day === b.day ? (a.areaCode < b.areaCode ? -1 : 1) : a.day < b.day ? -1 : 1));
      const unbacked = all.filter(({ backup }) => backup === null);
      const shown = onlyUnbacked ? unbacked : all;
      const rows = shown.slice(page.page * page.size, (page.page + 1) * page.size);
      const pathOf = await areaPaths(
        tx,
        rows.map(({ areaCode }) => areaCode),
      );
      return {
        rows: rows.map((row): RoundRow => ({ ...row, areaPath: pathOf(row.areaCode) })),
        total: shown.length,
        unbacked: unbacked.filter(({ day }) => day >= today).length,
      };
    },
    { snapshot: true },
  );
};
