/** Live progress: one level of areas at a time, down to the worker. Every figure opens the people behind it. */
import { Breadcrumbs, Select } from '@mantine/core';
import { IconListSearch, IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { useCampaign } from '../../office/use-campaign.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { DayCloses } from './day-closes.tsx';
import { FigureTable } from './figure-table.tsx';
import { KeyFigures } from './key-figures.tsx';
import { MilestoneBars } from './milestone-bars.tsx';
import { ReasonBars } from './reason-bars.tsx';

export const ProgressPage = () => {
  const { say, plain, language } = useText();
  const { get, set } = usePageState();
  const own = useOwnArea();
  const { campaign, campaigns, loading, error } = useCampaign();
  const asked = AreaCode.safeParse(get('area'));
  const areaCode = asked.success ? asked.data : (own?.areaCode ?? null);
  const progress = useQuery({
    ...trpc.progress.read.queryOptions({ campaignId: campaign?.id ?? '', areaCode: areaCode ?? AreaCode.parse('22') }),
    enabled: campaign !== null && areaCode !== null,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

  if (error !== null) return <FailureNotice cause={error} />;
  if (!loading && campaign === null)
    return (
      <OfficePage title={say('office:progress.title')}>
        <EmptyState icon={<IconListSearch size={40} />} title={say('office:progress.noCampaign')} />
      </OfficePage>
    );
  const data = progress.data;
  return (
    <OfficePage
      title={say('office:progress.title')}
      aside={
        <>
          {data === undefined ? null : (
            <span>{say('office:progress.asOf', { time: formatInstant(language, data.asOf) })}</span>
          )}
          <BigButton look="quiet" icon={<IconRefresh size={20} />} onClick={() => void progress.refetch()}>
            {say('office:progress.refresh')}
          </BigButton>
        </>
      }
      filters={
        <>
          <Select
            label={say('office:progress.campaign')}
            data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            value={campaign?.id ?? null}
            allowDeselect={false}
            onChange={(id) => set({ campaign: id })}
            miw={280}
          />
          <Breadcrumbs separator="›" aria-label={plain('office:progress.area')}>
            {(data?.path ?? []).map((step, index, path) =>
              index === path.length - 1 ? (
                <strong key={step.areaCode}>{step.name}</strong>
              ) : (
                <Link key={step.areaCode} to={`?campaign=${campaign?.id ?? ''}&area=${step.areaCode}`}>
                  {step.name}
                </Link>
              ),
            )}
          </Breadcrumbs>
        </>
      }
    >
      {progress.isError ? <FailureNotice cause={progress.error} retry={() => void progress.refetch()} /> : null}
      {data === undefined || campaign === null ? (
        progress.isError ? null : (
          <SkeletonRows />
        )
      ) : data.total.figures.registered === 0 ? (
        <EmptyState icon={<IconListSearch size={40} />} title={say('office:progress.empty')} />
      ) : (
        <>
          <KeyFigures campaignId={campaign.id} row={data.total} />
          <MilestoneBars
            campaignId={campaign.id}
            areaCode={data.total.areaCode}
            milestones={data.milestones}
            today={data.today}
          />
          <CoveragePanel campaignId={campaign.id} areaCode={data.total.areaCode} />
          <FigureTable campaignId={campaign.id} progress={data} />
          <ReasonBars campaignId={campaign.id} row={data.total} />
          <DayCloses
            key={`${campaign.id} ${data.total.areaCode}`}
            campaignId={campaign.id}
            areaCode={data.total.areaCode}
          />
        </>
      )}
    </OfficePage>
  );
};
