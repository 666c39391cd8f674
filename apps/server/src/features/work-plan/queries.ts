/** Work plans by county, and one county's with all its versions. */
import { CountyCode, rangeOf, AreaCode } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import { hasPermission, isOnDuty } from '@qiaomen/domain/policy';
import { PlanBody, PlanState, type ListPlans, type PlanDetail, type PlanOfCounty, type PlanRow } from '@qiaomen/domain/work-plan/query'; // prettier-ignore
import { userNames } from '../../entry/area-paths.ts';
import { narrowTo } from '../../entry/ranges-condition.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { prefectureOfCounty } from './handle.ts';

const area = { code: true, nameZh: true, nameKo: true, nameBo: true } as const;

/** The counties of the campaign the reader is responsible for as a whole; those without a plan too. */
export const listPlans = (ctx: GuardedContext, { campaignId, page }: ListPlans): Promise<Page<PlanRow>> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { areaCode: true } });
    if (campaign === null) return refuse({ code: 'not_found' });
    const within = narrowTo(ranges(ctx), rangeOf(AreaCode.parse(campaign.areaCode)));
    const where = { level: 'county', OR: within.map((code) => ({ code })) };
    const total = await tx.area.count({ where });
    const counties = await tx.area.findMany({
      where,
      select: area,
      orderBy: { code: 'asc' },
      skip: page.page * page.size,
      take: page.size,
    });
    const plans = await tx.workPlan.findMany({
      where: { campaignId, county: { in: counties.map(({ code }) => code) } },
      select: { county: true, version: true, state: true },
      orderBy: { version: 'desc' },
    });
    return {
      total,
      rows: counties.map(({ code, nameZh, nameKo, nameBo }) => {
        const own = plans.filter(({ county }) => county === code);
        const newest = own[0];
        return {
          county: CountyCode.parse(code),
          name: nameZh,
          nameKo,
          nameBo,
          state: newest === undefined ? null : PlanState.parse(newest.state),
          version: newest?.version ?? null,
          approvedVersion: own.find(({ state }) => state === 'approved')?.version ?? null,
        };
      }),
    };
  });

export const readPlan = (ctx: GuardedContext, { campaignId, county }: PlanOfCounty): Promise<PlanDetail> => {
  const { gte, lt } = rangeOf(county);
  if (!ranges(ctx).some((range) => range.gte <= gte && lt <= range.lt)) refuse({ code: 'outside_area' });
  return ctx.db.read({ area: county, userId: ctx.actor.userId }, async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { name: true } });
    const here = await tx.area.findUnique({ where: { code: county }, select: area });
    if (campaign === null || here === null) return refuse({ code: 'not_found' });
    const rows = await tx.workPlan.findMany({ where: { county, campaignId }, orderBy: { version: 'desc' }, take: 100 });
    const names = await userNames(
      tx,
      rows.flatMap(({ authorId, decidedBy }) => [authorId, decidedBy]),
    );
    return {
      county,
      name: here.nameZh,
      nameKo: here.nameKo,
      nameBo: here.nameBo,
      campaignName: campaign.name,
      mayDecide:
        hasPermission(ctx.actor, 'workPlan.decide') &&
        isOnDuty(ctx.actor, prefectureOfCounty(county), ctx.now().toISOString()),
      versions: rows.map((row) => ({
        id: row.id,
        version: row.version,
        rev: row.rev,
        state: PlanState.parse(row.state),
        body: PlanBody.parse(row.body),
        author: names.get(row.authorId) ?? null,
        isOwn: row.authorId === ctx.actor.userId,
        createdAt: row.createdAt.toISOString(),
        submittedAt: row.submittedAt?.toISOString() ?? null,
        decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        note: row.note,
      })),
    };
  });
};
