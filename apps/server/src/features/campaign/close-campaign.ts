import { decideCloseCampaign } from '@qiaomen/domain/campaign/decide';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { lockCampaign, requireManaged } from './save-campaign.ts';

/** No more entries are made. What was recorded stays, and facts that still arrive from tablets are kept. */
export const closeCampaign = (ctx: GuardedContext, campaignId: string): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const campaign = await lockCampaign(writer.tx, campaignId);
    if (campaign !== null) requireManaged(ctx, campaign);
    const decided = decideCloseCampaign(campaign);
    if (!decided.ok) return refuse(decided.error);
    const { state } = decided.value;
    await writer.tx.campaign.update({ where: { id: campaignId }, data: { state } });
    // its entries leave the tablets: whoever works in these counties reads anew
    await writer.tx.$executeRaw`INSERT INTO change (county, area_code, kind)
      SELECT DISTINCT county, county, 'reset' FROM register_entry WHERE campaign_id = ${campaignId}::uuid`;
    await writer.audit({
      action: 'campaign.close',
      entity: 'campaign',
      entityId: campaignId,
      detail: { before: 'open' },
    });
    return null;
  });
