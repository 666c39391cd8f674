/** Whom a campaign means, until when and how many: written, opened and closed here. */
import { IconFlag, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { shanghaiTime } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { newId } from '../../offline/new-id.ts';
import { useOwnArea } from '../../office/own-area.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CampaignCard } from './campaign-card.tsx';
import cards from './campaign-card.module.css';
import { inputOf, newCampaign, type CampaignInput } from './campaign-draft.ts';
import { CampaignEditor } from './campaign-editor.tsx';
import { MissingPlans } from './missing-plans.tsx';
import { useAreaNames } from './use-area-names.ts';

interface Editing {
  start: CampaignInput;
  before: Campaign | null;
}

export const CampaignsPage = () => {
  const { say } = useText();
  const own = useOwnArea();
  const client = useQueryClient();
  const list = useQuery(trpc.campaign.list.queryOptions());
  const campaigns = list.data ?? [];
  const nameOf = useAreaNames([
    ...(own === null ? [] : [own.areaCode]),
    ...campaigns.flatMap(({ areaCode, milestones }) => [areaCode, ...milestones.map((one) => one.areaCode)]),
  ]);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [moving, setMoving] = useState<{ campaign: Campaign; to: 'open' | 'close' } | null>(null);
  const [said, setSaid] = useState<{ entries: number } | 'saved' | null>(null);
  const refresh = (): void => void client.invalidateQueries({ queryKey: trpc.campaign.list.queryKey() });
  const moved = (): void => {
    setMoving(null);
    refresh();
  };
  const open = useMutation(
    trpc.campaign.open.mutationOptions({
      onSuccess: ({ entries }) => {
        setSaid({ entries });
        moved();
      },
    }),
  );
  const close = useMutation(
    trpc.campaign.close.mutationOptions({
      onSuccess: () => {
        setSaid(null);
        moved();
      },
    }),
  );
  const add = (): void => {
    const today = shanghaiTime(new Date().toISOString()).day;
    setEditing({ start: newCampaign(newId(), own?.areaCode ?? null, today), before: null });
  };
  const addButton = (
    <BigButton icon={<IconPlus size={20} />} onClick={add}>
      {say('admin:campaigns.add')}
    </BigButton>
  );
  return (
    <OfficePage title={say('admin:campaigns.title')} aside={campaigns.length === 0 ? undefined : addButton}>
      {said === null ? null : (
        <Notice tone="done" urgent>
          {said === 'saved' ? say('admin:campaigns.saved') : say('admin:campaigns.opened', { count: said.entries })}
        </Notice>
      )}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <SkeletonRows count={3} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState icon={<IconFlag size={40} />} title={say('admin:campaigns.none')}>
          {addButton}
        </EmptyState>
      ) : null}
      <div className={cards['cards']}>
        {campaigns.map((campaign) => (
          <CampaignCard
            key={campaign.id}
            campaign={campaign}
            nameOf={nameOf}
            onEdit={() => setEditing({ start: inputOf(campaign), before: campaign })}
            onMove={(to) => setMoving({ campaign, to })}
          />
        ))}
      </div>
      {editing === null ? null : (
        <CampaignEditor
          start={editing.start}
          isNew={editing.before === null}
          isOpen={editing.before?.state === 'open'}
          nameOf={nameOf}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            setSaid('saved');
            refresh();
          }}
        />
      )}
      {moving === null ? null : (
        <Confirm
          opened
          title={say(moving.to === 'open' ? 'admin:campaigns.open' : 'admin:campaigns.closeIt')}
          act={say(moving.to === 'open' ? 'admin:campaigns.open' : 'admin:campaigns.closeIt')}
          busy={open.isPending || close.isPending}
          failure={moving.to === 'open' ? open.error : close.error}
          onClose={() => setMoving(null)}
          onConfirm={() => (moving.to === 'open' ? open : close).mutate({ campaignId: moving.campaign.id })}
        >
          <p>
            {say(moving.to === 'open' ? 'admin:campaigns.openAsk' : 'admin:campaigns.closeAsk', {
              name: moving.campaign.name,
            })}
          </p>
          {moving.to === 'open' ? <MissingPlans campaignId={moving.campaign.id} /> : null}
        </Confirm>
      )}
    </OfficePage>
  );
};
