/** Vaccination at home as the supervisor plans it. */
import { SegmentedControl } from '@mantine/core';
import { IconHome } from '@tabler/icons-react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useCampaign } from '../../office/use-campaign.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { BackupListOf } from './backup-list.tsx';
import { RoundListOf } from './round-list.tsx';
import { WaitingListOf } from './waiting-list.tsx';

const tabs = ['waiting', 'rounds', 'backups'] as const;

export const HomePlanPage = () => {
  const { say, plain } = useText();
  const { get, set } = usePageState();
  const tab = tabs.find((one) => one === get('tab')) ?? 'waiting';
  const areaCode = AreaCode.safeParse(get('area')).data ?? null;
  const { campaign, loading, error } = useCampaign();
  return (
    <OfficePage
      title={say('homePlan:title')}
      filters={
        <>
          <SegmentedControl
            value={tab}
            data={tabs.map((value) => ({ value, label: plain(`homePlan:tab.${value}`) }))}
            onChange={(value) => set({ tab: value })}
          />
          {tab === 'waiting' ? (
            <AreaPicker label={say('office:register.area')} value={areaCode} onChange={(code) => set({ area: code })} />
          ) : null}
        </>
      }
    >
      <p>{say(`homePlan:hint.${tab}`)}</p>
      {error === null ? null : <FailureNotice cause={error} />}
      {!loading && campaign === null && tab !== 'backups' ? (
        <EmptyState icon={<IconHome size={40} />} title={say('batch:noCampaign')} />
      ) : null}
      {tab === 'backups' ? <BackupListOf /> : null}
      {tab === 'waiting' && campaign !== null ? <WaitingListOf campaignId={campaign.id} areaCode={areaCode} /> : null}
      {tab === 'rounds' && campaign !== null ? <RoundListOf campaignId={campaign.id} /> : null}
    </OfficePage>
  );
};
