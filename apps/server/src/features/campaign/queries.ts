/** Campaigns as data. Those of the reader's own area, and those ordered above it that reach down to it. */
import { AreaCode, parentOf } from '@qiaomen/domain/area/area-code';
import { CampaignState, MilestoneUnit, TargetRule, type Campaign } from '@qiaomen/domain/campaign/query';
import type { Prisma, Tx } from '@qiaomen/prisma/scoped';
import { ranges, type GuardedContext } from '../../trpc.ts';

const select = {
  id: true,
  areaCode: true,
  name: true,
  legalBasis: true,
  targetRule: true,
  referenceDate: true,
  opensOn: true,
  deadline: true,
  state: true,
  isTest: true,
  rulesAsOf: true,
  milestones: {
    select: { id: true, areaCode: true, label: true, dueOn: true, unit: true, target: true },
    orderBy: [{ dueOn: 'asc' }, { areaCode: 'asc' }],
  },
} satisfies Prisma.CampaignSelect;

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export const rowToCampaign = (row: Row): Campaign => ({
  id: row.id,
  areaCode: AreaCode.parse(row.areaCode),
  name: row.name,
  legalBasis: row.legalBasis,
  targetRule: TargetRule.parse(row.targetRule),
  referenceDate: dayOf(row.referenceDate),
  opensOn: dayOf(row.opensOn),
  deadline: dayOf(row.deadline),
  state: CampaignState.parse(row.state),
  isTest: row.isTest,
  ...(row.rulesAsOf !== null && { rulesAsOf: dayOf(row.rulesAsOf) }),
  milestones: row.milestones.map((milestone) => ({
    id: milestone.id,
    areaCode: AreaCode.parse(milestone.areaCode),
    label: milestone.label,
    dueOn: dayOf(milestone.dueOn),
    unit: MilestoneUnit.parse(milestone.unit),
    target: milestone.target,
  })),
});

const readRow = (tx: Tx, campaignId: string) => tx.campaign.findUnique({ where: { id: campaignId }, select });

export const findCampaign = async (tx: Tx, campaignId: string): Promise<Campaign | null> => {
  const row = await readRow(tx, campaignId);
  return row === null ? null : rowToCampaign(row);
};

const ancestorsOf = (code: AreaCode): AreaCode[] => {
  const up = parentOf(code);
  return up === undefined ? [] : [up, ...ancestorsOf(up)];
};

export const listCampaigns = async (ctx: GuardedContext): Promise<Campaign[]> => {
  // `campaign.read` reaches everyone, but a campaign of another prefecture is nobody's business here
  const duties = ctx.account.duties.map((duty) => duty.areaCode);
  if (duties.length === 0) return [];
  const where = {
    OR: [
      ...ranges(ctx).map((areaCode) => ({ areaCode })),
      { areaCode: { in: [...new Set(duties.flatMap(ancestorsOf))] } },
    ],
  };
  const rows = await ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, (tx) =>
    tx.campaign.findMany({ where, select, orderBy: [{ isTest: 'asc' }, { opensOn: 'desc' }, { id: 'asc' }] }),
  );
  return rows.map(rowToCampaign);
};
