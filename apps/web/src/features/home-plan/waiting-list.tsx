import { SegmentedControl } from '@mantine/core';
import { IconHome } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { waitStages, type WaitingRow } from '@qiaomen/domain/home-plan/query';
import { formatDay, formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './home-plan.module.css';

const size = 50;

/** Who waits for an assessment, a doctor or a round. */
export const WaitingListOf = ({ campaignId, areaCode }: { campaignId: string; areaCode: AreaCode | null }) => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const stage = waitStages.find((one) => one === get('stage')) ?? 'assess';
  const list = useQuery({
    ...trpc.homePlan.waiting.queryOptions({ campaignId, areaCode, stage, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const data = list.data;
  const columns: Column<WaitingRow>[] = [
    {
      key: 'name',
      head: say('office:register.name'),
      cell: (row) => (
        <Link to={`/person/${row.county}/${row.personId}`}>
          <Name>{row.name}</Name>
        </Link>
      ),
    },
    { key: 'age', head: say('homePlan:age'), numeric: true, cell: (row) => row.age ?? say('common:unknown') },
    {
      key: 'area',
      head: say('office:register.area'),
      wide: true,
      cell: (row) => <Name>{row.areaPath.join(' ')}</Name>,
    },
    {
      key: 'due',
      head: say('homePlan:due'),
      cell: (row) => (
        <span className={row.overdue ? classes['late'] : ''}>
          {row.dueOn === null ? say('common:due.none') : formatDay(language, row.dueOn)}
          {row.overdue ? <> {say('homePlan:overdue')}</> : null}
        </span>
      ),
    },
    {
      key: 'asked',
      head: say('homePlan:asked'),
      cell: (row) => (
        <>
          {row.askedAt === null ? say('common:unknown') : formatInstant(language, row.askedAt)}{' '}
          {row.askedBy === null ? null : say(`care:askedBy.${row.askedBy}`)}
        </>
      ),
    },
    {
      key: 'owner',
      head: say('office:register.owner'),
      cell: (row) => (row.ownerName === null ? say('office:progress.noOwner') : <Name>{row.ownerName}</Name>),
    },
  ];
  return (
    <>
      <SegmentedControl
        value={stage}
        data={waitStages.map((value) => ({
          value,
          label: `${plain(`homePlan:stage.${value}`)} ${formatNumber(data?.counts[value] ?? 0)}`,
        }))}
        onChange={(value) => set({ stage: value })}
      />
      {data === undefined || data.overdue[stage] === 0 ? null : (
        <p className={classes['late']}>{say('homePlan:overdueCount', { count: data.overdue[stage] })}</p>
      )}
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState icon={<IconHome size={40} />} title={say('homePlan:nobody')} />
      ) : (
        <>
          <DataTable
            caption={plain(`homePlan:stage.${stage}`)}
            columns={columns}
            rows={data.rows}
            rowKey={(row) => row.personId}
          />
          <Pager page={page} size={size} total={data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </>
  );
};
