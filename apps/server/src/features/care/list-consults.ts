/** Doubtful screenings without a word of the expert panel, the oldest first; a later screening leaves no doubt behind. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { consultOf, type ConsultRow, type ListConsults } from '@qiaomen/domain/care/consult-query';
import { CareFacts } from '@qiaomen/domain/care/event';
import type { Page } from '@qiaomen/domain/page';
import { rulesFor } from '@qiaomen/domain/rule-version/clinic-rules';
import { sql } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { publishedRules } from '../../entry/published-rules.ts';
import { withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

interface Found {
  county: string;
  screeningId: string;
  personId: string;
  personName: string;
  areaCode: string;
  userId: string;
  askedAt: Date;
  facts: unknown;
}

export const listConsults = (ctx: GuardedContext, { page }: ListConsults): Promise<Page<ConsultRow>> => {
  const from = sql`FROM care_event e JOIN person p ON p.county = e.county AND p.id = e.person_id
    WHERE e.kind = 'screening.record' AND e.voided_by IS NULL AND jsonb_array_length(e.facts -> 'consult') > 0
      AND ${withinRanges(sql`e.area_code`, ranges(ctx))}
      AND NOT EXISTS (SELECT FROM care_event a WHERE a.county = e.county AND a.person_id = e.person_id AND a.voided_by IS NULL
        AND (a.kind = 'consult.answer' AND a.facts ->> 'screeningId' = e.id::text
          OR a.kind = 'screening.record' AND a.occurred_at > e.occurred_at))`;
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const [sum] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${from}`;
    const rows = await tx.$queryRaw<Found[]>`
      SELECT e.county, e.id::text AS "screeningId", p.id::text AS "personId", p.name AS "personName",
        e.area_code AS "areaCode", e.user_id::text AS "userId", e.occurred_at AS "askedAt", e.facts
      ${from} ORDER BY e.occurred_at, e.id LIMIT ${page.size} OFFSET ${page.page * page.size}`;
    const published = await publishedRules(tx);
    const names = await userNames(
      tx,
      rows.map(({ userId }) => userId),
    );
    const pathOf = await areaPaths(
      tx,
      rows.map(({ areaCode }) => areaCode),
    );
    return {
      total: sum?.count ?? 0,
      rows: rows.map(({ facts: json, userId, askedAt, areaCode, ...row }): ConsultRow => {
        const facts = CareFacts.parse(json);
        if (facts.kind !== 'screening.record') throw new Error('not a screening');
        const { conditions, withinHours } = consultOf(
          rulesFor(published, areaCode).questionSets,
          facts.setId,
          facts.consult,
        );
        const dueAt = new Date(askedAt.getTime() + withinHours * 3_600_000);
        return {
          ...row,
          areaCode: AreaCode.parse(areaCode),
          areaPath: pathOf(areaCode),
          conditions,
          askedBy: names.get(userId) ?? null,
          askedAt: askedAt.toISOString(),
          dueAt: dueAt.toISOString(),
          isLate: ctx.now() > dueAt,
          own: userId === ctx.actor.userId,
        };
      }),
    };
  });
};
