/** Who waits for an assessment, a doctor's word or a round, whose day has passed first. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { RequestHomeVisit } from '@qiaomen/domain/care/command';
import { WaitStage, type ListWaiting, type WaitingList, type WaitingRow } from '@qiaomen/domain/home-plan/query';
import { ageOn } from '@qiaomen/domain/register/age';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { sql } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { narrowTo, withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

interface Found {
  county: string;
  personId: string;
  name: string;
  birthDate: Date | null;
  areaCode: string;
  ownerId: string | null;
  dueOn: Date | null;
  askedAt: Date | null;
  askedBy: string | null;
  disabled: boolean;
}

export const listWaiting = (
  ctx: GuardedContext,
  { campaignId, areaCode, stage, page }: ListWaiting,
): Promise<WaitingList> => {
  const within = areaCode === null ? ranges(ctx) : narrowTo(ranges(ctx), rangeOf(areaCode));
  const today = shanghaiDay(ctx.now());
  const waiting = sql`e.campaign_id = ${campaignId}::uuid AND ${withinRanges(sql`e.area_code`, within)}`;
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const counted = await tx.$queryRaw<{ stage: string; count: number; overdue: number }[]>`
        SELECT e.next_action AS stage, count(*)::int AS count,
          count(*) FILTER (WHERE e.next_date < ${today}::date)::int AS overdue
        FROM register_entry e WHERE ${waiting} AND e.next_action IN ('assess', 'approve', 'book_home') GROUP BY 1`;
      const rows = await tx.$queryRaw<Found[]>`
        SELECT e.county, p.id::text AS "personId", p.name, p.birth_date AS "birthDate", e.area_code AS "areaCode",
          e.owner_id::text AS "ownerId", e.next_date AS "dueOn", p.disabled, r.occurred_at AS "askedAt",
          r.facts ->> 'askedBy' AS "askedBy"
        FROM register_entry e JOIN person p ON p.county = e.county AND p.id = e.person_id
        LEFT JOIN LATERAL (
          SELECT c.occurred_at, c.facts FROM care_event c WHERE c.county = e.county AND c.person_id = e.person_id
            AND c.kind = 'homeVisit.request' AND c.voided_by IS NULL ORDER BY c.occurred_at DESC LIMIT 1
        ) r ON true
        WHERE ${waiting} AND e.next_action = ${stage} AND e.next_action IN ('assess', 'approve', 'book_home')
        ORDER BY e.next_date NULLS LAST, e.area_code, e.serial LIMIT ${page.size} OFFSET ${page.page * page.size}`;
      const names = await userNames(
        tx,
        rows.map(({ ownerId }) => ownerId),
      );
      const pathOf = await areaPaths(
        tx,
        rows.map((row) => row.areaCode),
      );
      const of = (one: WaitStage) => counted.find((line) => line.stage === one);
      const each = (pick: (one: WaitStage) => number) =>
        Object.fromEntries(WaitStage.options.map((one) => [one, pick(one)])) as Record<WaitStage, number>;
      const counts = each((one) => of(one)?.count ?? 0);
      return {
        total: counts[stage],
        counts,
        overdue: each((one) => of(one)?.overdue ?? 0),
        rows: rows.map((row): WaitingRow => {
          const dueOn = dateToDay(row.dueOn);
          const birthDate = dateToDay(row.birthDate);
          return {
            county: row.county,
            personId: row.personId,
            name: row.name,
            age: birthDate === null ? null : ageOn(birthDate, today),
            areaCode: AreaCode.parse(row.areaCode),
            areaPath: pathOf(row.areaCode),
            ownerName: names.get(row.ownerId ?? '') ?? null,
            dueOn,
            overdue: dueOn !== null && dueOn < today,
            askedAt: row.askedAt?.toISOString() ?? null,
            askedBy: RequestHomeVisit.shape.askedBy.safeParse(row.askedBy).data ?? null,
            disabled: row.disabled,
          };
        }),
      };
    },
    { snapshot: true },
  );
};
