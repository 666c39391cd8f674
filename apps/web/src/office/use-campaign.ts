/** The campaign a page is about: the one in the address, or the open one. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { trpc } from '../api/query-provider.tsx';

const rank = (campaign: Campaign): number => (campaign.state === 'open' ? 0 : 2) + (campaign.isTest ? 1 : 0);

export const useCampaign = () => {
  const [parameters] = useSearchParams();
  const asked = parameters.get('campaign');
  const query = useQuery(trpc.campaign.list.queryOptions());
  const campaigns = [...(query.data ?? [])]
    .filter(({ state }) => state !== 'draft')
    .sort((a, b) => rank(a) - rank(b) || b.opensOn.localeCompare(a.opensOn));
  const campaign = campaigns.find(({ id }) => id === asked) ?? campaigns[0] ?? null;
  return { campaign, campaigns, loading: query.isPending, error: query.error };
};
