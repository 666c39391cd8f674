/** Opening a campaign and making its register are one transaction: nobody ever sees an open campaign without its people. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { decideOpenCampaign } from '@qiaomen/domain/campaign/decide';
import type { CampaignOpened } from '@qiaomen/domain/campaign/query';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { createEntries, loadEntryCampaigns } from '../../entry/create-entries.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { findCampaign } from './queries.ts';
import { requireManaged } from './save-campaign.ts';

/** Two openings at once must see each other, so they take turns. */
const openingLock = 7_106_540_010;

export const openCampaign = async (ctx: GuardedContext, campaignId: string): Promise<CampaignOpened> => {
  const scope = { area: ctx.fence, userId: ctx.actor.userId };
  const campaign = await ctx.db.read(scope, (tx) => findCampaign(tx, campaignId));
  if (campaign !== null) requireManaged(ctx, campaign);
  return ctx.db.bulk(writeAs(ctx), async (b) => {
    await b.query('SELECT pg_advisory_xact_lock($1)', [openingLock]);
    const decided = decideOpenCampaign(campaign, await listOpen(b));
    if (!decided.ok) return refuse(decided.error);
    // a draft that was edited since it was read is not the one that was asked for
    const opened = await b.query(
      `UPDATE campaign SET state = $2 WHERE id = $1 AND state = 'draft' AND area_code = $3 AND is_test = $4 RETURNING id`,
      [campaignId, decided.value.state, campaign?.areaCode, campaign?.isTest],
    );
    const entryCampaign = (await loadEntryCampaigns(b, [campaignId])).get(campaignId);
    if (opened.length !== 1 || entryCampaign === undefined) return refuse({ code: 'changed_meanwhile' });
    const entries = await createEntries(b, entryCampaign);
    await b.audit({
      action: 'campaign.open',
      entity: 'campaign',
      entityId: campaignId,
      detail: { before: 'draft', entries },
    });
    return { entries };
  });
};

const listOpen = async (b: BulkWriter): Promise<{ id: string; areaCode: AreaCode; isTest: boolean }[]> => {
  const rows = await b.query<{ id: string; area_code: string; is_test: boolean }>(
    `SELECT id::text, area_code, is_test FROM campaign WHERE state = 'open'`,
  );
  return rows.map((row) => ({ id: row.id, areaCode: AreaCode.parse(row.area_code), isTest: row.is_test }));
};
