import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ListMembers, MemberRow } from '@qiaomen/domain/base-figure/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { StateBadge } from '../../office/state-badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './base-figures.module.css';

const size = 50;

interface MemberListProps {
  asked: Omit<ListMembers, 'page'>;
  page: number;
  onPage: (page: number) => void;
}

/** The people behind a number: how they stood then, how they are now. */
export const MemberList = ({ asked, page, onPage }: MemberListProps) => {
  const { say, plain } = useText();
  const list = useQuery({
    ...trpc.baseFigure.members.queryOptions({ ...asked, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<MemberRow>[] = [
    {
      key: 'name',
      head: say('baseFigure:person'),
      cell: (row) =>
        row.name === null ? (
          say('baseFigure:elsewhereName')
        ) : (
          <Link className={classes['figure'] ?? ''} to={`/person/${row.county}/${row.personId}`}>
            {row.name}
          </Link>
        ),
    },
    { key: 'birth', head: say('codes:importField.birthDate'), cell: (row) => row.birthDate ?? '–' },
    { key: 'area', head: say('baseFigure:area'), wide: true, cell: (row) => row.areaPath.join(' ') },
    {
      key: 'band',
      head: say('baseFigure:band'),
      cell: (row) => (row.band === null ? '–' : say(`codes:band.${row.band}`)),
    },
    { key: 'why', head: say('baseFigure:why'), wide: true, cell: (row) => say(`baseFigure:standing.${row.standing}`) },
    {
      key: 'now',
      head: say('baseFigure:now'),
      cell: (row) => (row.state === null ? say('baseFigure:noEntry') : <StateBadge state={row.state} />),
    },
  ];
  return (
    <section className={classes['section']}>
      <h2>
        {say('baseFigure:members')}
        {list.data === undefined ? null : <> · {formatNumber(list.data.total)}</>}
      </h2>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={8} />
        )
      ) : list.data.total === 0 ? (
        <p>{say('baseFigure:nobody')}</p>
      ) : (
        <>
          <DataTable
            caption={plain('baseFigure:members')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.personId}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={onPage} />
        </>
      )}
    </section>
  );
};
