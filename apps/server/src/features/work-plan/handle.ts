/** Write, submit and decide on a county's work plan; each is logged by version and state. */
import { AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import { decideOnPlan, decideSavePlan, decideSubmitPlan } from '@qiaomen/domain/work-plan/decide';
import { PlanBody, PlanState, type DecidePlan, type SavePlan, type SubmitPlan } from '@qiaomen/domain/work-plan/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

const requireDuty = (ctx: GuardedContext, areaCode: AreaCode): void => {
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
};

export const prefectureOfCounty = (county: CountyCode): AreaCode => AreaCode.parse(county.slice(0, 4));

const select = {
  id: true,
  version: true,
  rev: true,
  state: true,
  authorId: true,
  body: true,
  createdAt: true,
} as const;

const findPlan = async (tx: Tx, county: CountyCode, id: string) => {
  await tx.$queryRaw`SELECT id FROM work_plan WHERE county = ${county} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.workPlan.findUnique({ where: { county_id: { county, id } }, select });
  return row === null ? null : { ...row, state: PlanState.parse(row.state) };
};

export const savePlan = async (
  ctx: GuardedContext,
  input: SavePlan,
): Promise<{ planId: string; version: number; rev: number }> => {
  const { county, campaignId, body, base } = input;
  requireDuty(ctx, county);
  return ctx.db.transact(writeAs(ctx, county), async ({ tx, at, audit }) => {
    // the campaign reaches into the county: row-level security shows no other
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { areaCode: true } });
    if (campaign === null || !county.startsWith(campaign.areaCode.slice(0, 6))) return refuse({ code: 'not_found' });
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`work_plan ${campaignId} ${county}`}, 0))::text`;
    const newest = await tx.workPlan.findFirst({ where: { county, campaignId }, select, orderBy: { version: 'desc' } });
    const decided = decideSavePlan(newest === null ? null : { ...newest, state: PlanState.parse(newest.state) }, base);
    if (!decided.ok) return refuse(decided.error);
    const { value } = decided;
    const planId = value.act === 'create' ? newId(at) : value.id;
    const version = value.act === 'create' ? value.version : (newest?.version ?? 1);
    const rev = value.act === 'create' ? 1 : (newest?.rev ?? 0) + 1;
    const authorId = ctx.actor.userId;
    if (value.act === 'create')
      await tx.workPlan.create({
        data: {
          county,
          id: planId,
          areaCode: county,
          campaignId,
          version,
          state: 'draft',
          body,
          authorId,
          createdAt: at,
        },
        select: { id: true },
      });
    else
      await tx.workPlan.update({
        where: { county_id: { county, id: planId } },
        data: { body, authorId, rev },
        select: { id: true },
      });
    await audit({ action: 'workPlan.save', entity: 'work_plan', entityId: planId, detail: { campaignId, version } });
    return { planId, version, rev };
  });
};

export const submitPlan = (ctx: GuardedContext, { county, planId, rev }: SubmitPlan): Promise<null> => {
  requireDuty(ctx, county);
  return ctx.db.transact(writeAs(ctx, county), async ({ tx, at, audit }) => {
    const plan = await findPlan(tx, county, planId);
    if (plan === null) return refuse({ code: 'not_found' });
    const decided = decideSubmitPlan(plan, PlanBody.parse(plan.body), rev);
    if (!decided.ok) return refuse(decided.error);
    await tx.workPlan.update({
      where: { county_id: { county, id: planId } },
      data: { ...decided.value, submittedAt: at, rev: { increment: 1 } },
      select: { id: true },
    });
    await audit({
      action: 'workPlan.submit',
      entity: 'work_plan',
      entityId: planId,
      detail: { version: plan.version },
    });
    return null;
  });
};

/** The row names the last author only; the trail names everybody who saved or submitted it. */
const hasWritten = async (ctx: GuardedContext, plan: { id: string; createdAt: Date } | null): Promise<boolean> => {
  if (plan === null) return false;
  const rows = await ctx.db.auditQuery(
    `SELECT 1 FROM audit.entry WHERE actor_id = $1 AND entity = 'work_plan' AND entity_id = $2
      AND action IN ('workPlan.save', 'workPlan.submit') AND at >= $3 LIMIT 1`,
    [ctx.actor.userId, plan.id, plan.createdAt],
  );
  return rows.length > 0;
};

/** By whoever is responsible for the whole prefecture, and never by an author. */
export const decidePlan = (ctx: GuardedContext, input: DecidePlan): Promise<null> => {
  const { county, planId, note } = input;
  requireDuty(ctx, prefectureOfCounty(county));
  return ctx.db.transact(writeAs(ctx, county), async ({ tx, at, audit }) => {
    const plan = await findPlan(tx, county, planId);
    const decided = decideOnPlan(plan, {
      actorId: ctx.actor.userId,
      hasWritten: await hasWritten(ctx, plan),
      approve: input.approve,
      note,
    });
    if (!decided.ok) return refuse(decided.error);
    const { state } = decided.value;
    await tx.workPlan.update({
      where: { county_id: { county, id: planId } },
      data: {
        state,
        decidedBy: ctx.actor.userId,
        decidedAt: at,
        note: note === '' ? null : note,
        rev: { increment: 1 },
      },
      select: { id: true },
    });
    await audit({
      action: 'workPlan.decide',
      entity: 'work_plan',
      entityId: planId,
      detail: { state, version: plan?.version ?? null },
    });
    return null;
  });
};
