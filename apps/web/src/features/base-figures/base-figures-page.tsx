/** The denominators of a campaign: counted, looked at, published, replaced. */
import { Select } from '@mantine/core';
import { IconListNumbers, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { contains } from '@qiaomen/domain/area/area-code';
import type { SnapshotLine } from '@qiaomen/domain/base-figure/query';
import { leftOut } from '@qiaomen/domain/base-figure/standing';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Instant } from '../../office/instant.tsx';
import { Pager } from '../../office/pager.tsx';
import { useCampaign } from '../../office/use-campaign.ts';
import { useOwnArea } from '../../office/own-area.ts';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './base-figures.module.css';
import { CountDialog } from './count-dialog.tsx';
import { RunningCount } from './running-count.tsx';
import { SnapshotActs } from './snapshot-acts.tsx';
import { isAtWork, isCounted, SnapshotStateBadge } from './snapshot-state.tsx';

const size = 20;

const leftOutOf = ({ counts }: SnapshotLine): number => leftOut.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);

export const BaseFiguresPage = () => {
  const { say, plain } = useText();
  const { set, page } = usePageState();
  const client = useQueryClient();
  const own = useOwnArea();
  const { campaign, campaigns, loading, error } = useCampaign();
  const [counting, setCounting] = useState(false);
  const list = useQuery({
    ...trpc.baseFigure.list.queryOptions({ campaignId: campaign?.id ?? '', page: { page, size } }),
    enabled: campaign !== null,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.rows.some(isAtWork) === true ? 1000 : 30_000),
  });
  const refresh = (): void => void client.invalidateQueries({ queryKey: trpc.baseFigure.list.queryKey() });
  if (error !== null) return <FailureNotice cause={error} />;
  const rows = list.data?.rows ?? [];
  // who is responsible for all of the campaign's area counts and publishes; everyone else reads their part
  const mayManage = campaign !== null && own !== null && contains(own.areaCode, campaign.areaCode);
  const running = rows.find(isAtWork);
  const inForce = rows.find(({ state }) => state === 'published');
  const add = (
    <BigButton icon={<IconPlus size={20} />} disabled={running !== undefined} onClick={() => setCounting(true)}>
      {say('baseFigure:count')}
    </BigButton>
  );
  const columns: Column<SnapshotLine>[] = [
    {
      key: 'name',
      head: say('baseFigure:title'),
      cell: (row) =>
        isCounted(row) ? (
          <Link className={classes['figure'] ?? ''} to={`/base-figures/${row.id}`}>
            {row.number === null ? say('baseFigure:draftName') : say('baseFigure:name', { number: row.number })}
          </Link>
        ) : (
          '–'
        ),
    },
    { key: 'state', head: say('baseFigure:state'), cell: (row) => <SnapshotStateBadge state={row.state} /> },
    { key: 'asOf', head: say('baseFigure:asOf'), cell: (row) => (row.asOf === null ? '–' : <Instant at={row.asOf} />) },
    {
      key: 'all',
      head: say('baseFigure:all'),
      numeric: true,
      cell: (row) => (row.asOf === null ? '–' : formatNumber(row.all)),
    },
    {
      key: 'eligible',
      head: say('baseFigure:eligible'),
      numeric: true,
      cell: (row) => (row.asOf === null ? '–' : formatNumber(row.eligible)),
    },
    {
      key: 'leftOut',
      head: say('baseFigure:leftOut'),
      numeric: true,
      cell: (row) => (row.asOf === null ? '–' : formatNumber(leftOutOf(row))),
    },
    { key: 'by', head: say('baseFigure:by'), cell: (row) => row.createdBy ?? '–' },
    {
      key: 'acts',
      head: '',
      cell: (row) => (
        <div className={classes['acts']}>
          {mayManage ? <SnapshotActs snapshot={row} onChanged={refresh} /> : null}
          {inForce !== undefined && inForce.id !== row.id && isCounted(row) ? (
            <Link
              className={classes['figure'] ?? ''}
              to={
                row.state === 'superseded'
                  ? `/base-figures/${row.id}/compare/${inForce.id}`
                  : `/base-figures/${inForce.id}/compare/${row.id}`
              }
            >
              {say('baseFigure:compare')}
            </Link>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <OfficePage
      title={say('baseFigure:title')}
      aside={mayManage && rows.length > 0 ? add : undefined}
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
      <p>{say('baseFigure:hint')}</p>
      {!loading && campaign === null ? (
        <EmptyState icon={<IconListNumbers size={40} />} title={say('office:progress.noCampaign')} />
      ) : null}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {running === undefined ? null : <RunningCount snapshot={running} onChanged={refresh} />}
      {list.data === undefined ? (
        campaign === null || list.isError ? null : (
          <SkeletonRows count={3} />
        )
      ) : rows.length === 0 ? (
        <EmptyState icon={<IconListNumbers size={40} />} title={say('baseFigure:none')}>
          {mayManage ? add : null}
        </EmptyState>
      ) : (
        <>
          <DataTable caption={plain('baseFigure:title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
      {counting && campaign !== null ? (
        <CountDialog
          campaign={campaign}
          onClose={() => setCounting(false)}
          onStarted={() => {
            setCounting(false);
            refresh();
          }}
        />
      ) : null}
    </OfficePage>
  );
};
