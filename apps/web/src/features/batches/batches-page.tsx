/** Crowd after crowd until nobody is of unknown status: for an area, live. */
import { Select } from '@mantine/core';
import { IconStackPush } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { crowds } from '@qiaomen/domain/batch/crowds';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { useCampaign } from '../../office/use-campaign.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BatchTable } from './batch-table.tsx';
import { UnknownList } from './unknown-list.tsx';

export const BatchesPage = () => {
  const { say, language } = useText();
  const { get, set } = usePageState();
  const own = useOwnArea();
  const { campaign, campaigns, loading, error } = useCampaign();
  const asked = AreaCode.safeParse(get('area'));
  const areaCode = asked.success ? asked.data : (own?.areaCode ?? null);
  const crowd = crowds.find((one) => one === get('crowd')) ?? null;
  const list = useQuery({
    ...trpc.batch.list.queryOptions({ campaignId: campaign?.id ?? '', areaCode: areaCode ?? AreaCode.parse('22') }),
    enabled: campaign !== null && areaCode !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <OfficePage
      title={say('batch:title')}
      aside={
        list.data === undefined ? null : (
          <span>{say('office:progress.asOf', { time: formatInstant(language, list.data.asOf) })}</span>
        )
      }
      filters={
        <>
          <Select
            label={say('office:progress.campaign')}
            data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            value={campaign?.id ?? null}
            allowDeselect={false}
            onChange={(id) => set({ campaign: id, page: null })}
            miw={280}
          />
          <AreaPicker
            label={say('batch:area')}
            value={areaCode}
            {...(list.data === undefined ? {} : { valueName: list.data.areaPath.join(' ') })}
            clearable={false}
            onChange={(code) => set({ area: code, page: null })}
          />
        </>
      }
    >
      <p>{say('batch:hint')}</p>
      {error === null ? null : <FailureNotice cause={error} />}
      {!loading && campaign === null ? (
        <EmptyState icon={<IconStackPush size={40} />} title={say('batch:noCampaign')} />
      ) : null}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {campaign === null || areaCode === null ? null : crowd !== null ? (
        <UnknownList campaignId={campaign.id} areaCode={areaCode} crowd={crowd} />
      ) : list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={5} />
        )
      ) : (
        <BatchTable list={list.data} campaignId={campaign.id} areaCode={areaCode} />
      )}
    </OfficePage>
  );
};
