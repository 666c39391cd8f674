import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { DifferenceRow, ListDifferences } from '@qiaomen/domain/base-figure/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './base-figures.module.css';

const size = 50;

interface DifferenceListProps {
  asked: Omit<ListDifferences, 'page'>;
  page: number;
  onPage: (page: number) => void;
}

/** The people who make the difference, each with how they stood before and after. */
export const DifferenceList = ({ asked, page, onPage }: DifferenceListProps) => {
  const { say, plain } = useText();
  const list = useQuery({
    ...trpc.baseFigure.differences.queryOptions({ ...asked, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const stood = (one: DifferenceRow['before']) =>
    one === null ? (
      say('baseFigure:reason.absent')
    ) : (
      <>
        {say(`baseFigure:standing.${one.standing}`)}
        {one.band === null ? null : <> · {say(`codes:band.${one.band}`)}</>}
        <br />
        <span className={classes['soft']}>{one.areaPath.join(' ')}</span>
      </>
    );
  const columns: Column<DifferenceRow>[] = [
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
    {
      key: 'why',
      head: say('baseFigure:why'),
      wide: true,
      cell: (row) => (
        <>
          {say(`baseFigure:kind.${row.kind}`)}
          <br />
          <span className={classes['soft']}>{say(`baseFigure:reason.${row.reason}`)}</span>
        </>
      ),
    },
    { key: 'before', head: say('baseFigure:before'), wide: true, cell: (row) => stood(row.before) },
    { key: 'after', head: say('baseFigure:after'), wide: true, cell: (row) => stood(row.after) },
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
