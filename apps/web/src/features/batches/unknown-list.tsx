import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Crowd } from '@qiaomen/domain/batch/crowds';
import type { UnknownRow } from '@qiaomen/domain/batch/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './batches.module.css';

const size = 50;

interface UnknownListProps {
  campaignId: string;
  areaCode: AreaCode;
  crowd: Crowd;
}

/** Whom nobody knows anything about, the longest due first. */
export const UnknownList = ({ campaignId, areaCode, crowd }: UnknownListProps) => {
  const { say, plain, language } = useText();
  const { set, page } = usePageState();
  const list = useQuery({
    ...trpc.batch.unknown.queryOptions({ campaignId, areaCode, crowd, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<UnknownRow>[] = [
    {
      key: 'name',
      head: say('office:register.name'),
      cell: (row) => (
        <Link className={classes['link'] ?? ''} to={`/person/${row.county}/${row.personId}`}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'age',
      head: say('office:register.sexAge'),
      cell: (row) => (
        <>
          {say(`codes:sex.${row.sex}`)}{' '}
          {row.age === null ? say('common:ageUnknown') : say('common:age', { age: row.age })}
        </>
      ),
    },
    { key: 'area', head: say('office:register.area'), cell: (row) => row.areaPath.slice(-2).join(' ') },
    { key: 'why', head: say('batch:unknownKind'), wide: true, cell: (row) => say(`batch:kinds.${row.unknown}`) },
    { key: 'state', head: say('office:register.state'), cell: (row) => <StateBadge state={row.state} /> },
    {
      key: 'owner',
      head: say('office:register.owner'),
      cell: (row) => row.ownerName ?? say('office:progress.noOwner'),
    },
    {
      key: 'nextDate',
      head: say('office:register.nextDate'),
      cell: (row) => (row.nextDate === null ? '–' : formatDay(language, row.nextDate)),
    },
  ];
  return (
    <>
      <p>
        <Link className={classes['link'] ?? ''} to={`?campaign=${campaignId}&area=${areaCode}`}>
          {say('batch:back')}
        </Link>
      </p>
      <h2>{say('batch:unknownOf', { crowd: plain(`batch:crowds.${crowd}`) })}</h2>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <SkeletonRows count={8} /> : null}
      {list.data === undefined ? null : list.data.total === 0 ? (
        <EmptyState icon={<IconCircleCheck size={40} />} title={say('batch:noneUnknown')} />
      ) : (
        <>
          <DataTable
            caption={plain('batch:unknown')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.entryId}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(to) => set({ page: String(to + 1) })} />
        </>
      )}
    </>
  );
};
