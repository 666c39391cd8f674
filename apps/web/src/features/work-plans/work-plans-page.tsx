/** Which counties have an approved plan for a campaign, and which have none. */
import { Select } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PlanRow } from '@qiaomen/domain/work-plan/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PlanStateBadge } from './plan-state-badge.tsx';

const size = 50;

export const WorkPlansPage = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const all = useQuery(trpc.campaign.list.queryOptions());
  // a plan is written before its campaign opens: drafts stand here too
  const campaigns = (all.data ?? []).filter(({ state }) => state !== 'closed');
  const campaign = campaigns.find(({ id }) => id === get('campaign')) ?? campaigns[0] ?? null;
  const list = useQuery({
    ...trpc.workPlan.list.queryOptions({ campaignId: campaign?.id ?? '', page: { page, size } }),
    enabled: campaign !== null,
    placeholderData: keepPreviousData,
  });
  const columns: Column<PlanRow>[] = [
    {
      key: 'county',
      head: say('workPlan:county'),
      cell: (row) => (
        <Link to={`/work-plans/${campaign?.id ?? ''}/${row.county}`}>
          {areaName(language, { nameZh: row.name, nameKo: row.nameKo, nameBo: row.nameBo })}
        </Link>
      ),
    },
    { key: 'state', head: say('workPlan:newest'), cell: (row) => <PlanStateBadge state={row.state} /> },
    {
      key: 'version',
      head: say('workPlan:version'),
      numeric: true,
      cell: (row) => row.version ?? '–',
    },
    {
      key: 'approved',
      head: say('workPlan:inForce'),
      cell: (row) => (row.approvedVersion === null ? '–' : say('workPlan:versionNo', { number: row.approvedVersion })),
    },
  ];
  return (
    <OfficePage
      title={say('workPlan:title')}
      filters={
        <Select
          label={say('office:progress.campaign')}
          data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          value={campaign?.id ?? null}
          allowDeselect={false}
          onChange={(id) => set({ campaign: id })}
          miw={280}
        />
      }
    >
      <p>{say('workPlan:hint')}</p>
      {all.isError ? <FailureNotice cause={all.error} /> : null}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {all.data !== undefined && campaign === null ? (
        <EmptyState icon={<IconClipboardText size={40} />} title={say('workPlan:noCampaign')} />
      ) : list.data === undefined ? (
        list.isError || all.isError ? null : (
          <SkeletonRows count={6} />
        )
      ) : list.data.total === 0 ? (
        <EmptyState icon={<IconClipboardText size={40} />} title={say('workPlan:noCounty')} />
      ) : (
        <>
          <DataTable
            caption={plain('workPlan:title')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.county}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
