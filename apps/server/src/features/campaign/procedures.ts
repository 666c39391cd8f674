import { CampaignRequest, SaveCampaign } from '@qiaomen/domain/campaign/query';
import { procedure } from '../../trpc.ts';
import { closeCampaign } from './close-campaign.ts';
import { openCampaign } from './open-campaign.ts';
import { listCampaigns } from './queries.ts';
import { saveCampaign } from './save-campaign.ts';

const manage = procedure.meta({ permission: 'campaign.manage' });

export const campaignProcedures = {
  list: procedure.meta({ permission: 'campaign.read' }).query(({ ctx }) => listCampaigns(ctx)),
  save: manage.input(SaveCampaign).mutation(({ ctx, input }) => saveCampaign(ctx, input)),
  open: manage.input(CampaignRequest).mutation(({ ctx, input }) => openCampaign(ctx, input.campaignId)),
  close: manage.input(CampaignRequest).mutation(({ ctx, input }) => closeCampaign(ctx, input.campaignId)),
};
