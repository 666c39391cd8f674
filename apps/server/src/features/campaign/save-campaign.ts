/** Saving a campaign: each change of dates and targets is logged with what stood before. */
import { decideSaveCampaign } from '@qiaomen/domain/campaign/decide';
import type { Campaign, SaveCampaign } from '@qiaomen/domain/campaign/query';
import { can } from '@qiaomen/domain/policy';
import type { Tx } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { findCampaign } from './queries.ts';

/** What the trail keeps of a campaign: rules, dates and targets. There is nothing about a person in it. */
const loggedParts = (campaign: SaveCampaign) => ({
  targetRule: campaign.targetRule,
  referenceDate: campaign.referenceDate,
  opensOn: campaign.opensOn,
  deadline: campaign.deadline,
  isTest: campaign.isTest,
  milestones: campaign.milestones.map(({ id, areaCode, dueOn, unit, target }) => ({
    id,
    areaCode,
    dueOn,
    unit,
    target,
  })),
});

export const requireManaged = (ctx: GuardedContext, campaign: Pick<SaveCampaign, 'areaCode'>): void => {
  const { areaCode } = campaign;
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
};

/** The campaign, locked for this transaction: of two who change it, the second decides on what the first left. */
export const lockCampaign = async (tx: Tx, campaignId: string): Promise<Campaign | null> => {
  await tx.$queryRaw`SELECT id FROM campaign WHERE id = ${campaignId}::uuid FOR UPDATE`;
  return findCampaign(tx, campaignId);
};

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

export const saveCampaign = async (ctx: GuardedContext, input: SaveCampaign): Promise<Campaign> => {
  requireManaged(ctx, input);
  return ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx } = writer;
    const before = await lockCampaign(tx, input.id);
    if (before !== null) requireManaged(ctx, before);
    const decided = decideSaveCampaign(input, before);
    if (!decided.ok) return refuse(decided.error);
    const { campaign, changed } = decided.value;
    const areaCodes = [...new Set([campaign.areaCode, ...campaign.milestones.map(({ areaCode }) => areaCode)])];
    if ((await tx.area.count({ where: { code: { in: areaCodes } } })) !== areaCodes.length)
      return refuse({ code: 'not_found' });
    await writeCampaign(tx, campaign, before === null, writer.at);
    await writer.audit({
      action: 'campaign.save',
      entity: 'campaign',
      entityId: campaign.id,
      detail: { changed, before: before === null ? null : loggedParts(before), after: loggedParts(campaign) },
    });
    return campaign;
  });
};

const writeCampaign = async (tx: Tx, campaign: Campaign, isNew: boolean, at: Date): Promise<void> => {
  const { id, milestones, targetRule, ...rest } = campaign;
  const fields = {
    areaCode: rest.areaCode,
    name: rest.name,
    legalBasis: rest.legalBasis,
    targetRule: { minAge: targetRule.minAge },
    referenceDate: dateOf(rest.referenceDate),
    opensOn: dateOf(rest.opensOn),
    deadline: dateOf(rest.deadline),
    isTest: rest.isTest,
  };
  if (isNew) await tx.campaign.create({ data: { id, ...fields, state: rest.state, createdAt: at } });
  else await tx.campaign.update({ where: { id }, data: fields });
  // an id that belongs to another campaign's milestone fails on the key below and nothing is saved
  await tx.milestone.deleteMany({ where: { campaignId: id } });
  await tx.milestone.createMany({
    data: milestones.map(({ dueOn, ...milestone }) => ({ ...milestone, campaignId: id, dueOn: dateOf(dueOn) })),
  });
};
