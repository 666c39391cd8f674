/** Two base figures side by side: how many entered and left, why, where, and who. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { DifferenceKind, DifferenceReason, type DifferencePart } from '@qiaomen/domain/base-figure/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { SnapshotName } from '../../office/snapshot-name.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AreaSteps } from './area-steps.tsx';
import classes from './base-figures.module.css';
import { DifferenceList } from './difference-list.tsx';

const signed = (value: number): string => (value > 0 ? `+${formatNumber(value)}` : formatNumber(value));

export const ComparePage = () => {
  const { say, plain, language } = useText();
  const { from = '', to = '' } = useParams();
  const { get, set, page } = usePageState();
  const own = useOwnArea();
  const asked = AreaCode.safeParse(get('area'));
  const areaCode = asked.success ? asked.data : (own?.areaCode ?? null);
  const kind = DifferenceKind.safeParse(get('kind')).data ?? null;
  const reason = DifferenceReason.safeParse(get('reason')).data ?? null;
  const comparison = useQuery({
    ...trpc.baseFigure.compare.queryOptions({ from, to, areaCode: areaCode ?? AreaCode.parse('22') }),
    enabled: areaCode !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const data = comparison.data;
  const columns: Column<DifferencePart>[] = [
    {
      key: 'name',
      head: say('baseFigure:area'),
      cell: (row) => {
        if (row.areaCode === areaCode) return say('baseFigure:noCloser');
        const name = areaName(language, { nameZh: row.name, nameKo: row.nameKo, nameBo: row.nameBo });
        return (
          <Link to={`?area=${row.areaCode}`} aria-label={plain('baseFigure:down', { name })}>
            {name}
          </Link>
        );
      },
    },
    ...(['entered', 'left', 'changed'] as const).map((key): Column<DifferencePart> => ({
      key,
      head: say(`baseFigure:${key}`),
      numeric: true,
      cell: (row) => formatNumber(row[key]),
    })),
  ];
  return (
    <OfficePage
      title={say('baseFigure:compareTitle')}
      aside={<Link to="/base-figures">{say('baseFigure:back')}</Link>}
      filters={data === undefined ? undefined : <AreaSteps path={data.path} />}
    >
      {comparison.isError ? <FailureNotice cause={comparison.error} retry={() => void comparison.refetch()} /> : null}
      {data === undefined || areaCode === null ? (
        comparison.isError ? null : (
          <SkeletonRows />
        )
      ) : (
        <>
          <div className={classes['box']}>
            <span>
              {say('baseFigure:from')}{' '}
              <SnapshotName snapshot={data.from} all={data.from.all} eligible={data.from.eligible} />
            </span>
            <span>
              {say('baseFigure:to')} <SnapshotName snapshot={data.to} all={data.to.all} eligible={data.to.eligible} />
            </span>
            <strong>
              {say('baseFigure:change', {
                from: formatNumber(data.fromAll),
                to: formatNumber(data.toAll),
                difference: signed(data.toAll - data.fromAll),
              })}
            </strong>
          </div>
          {data.counts.length === 0 ? <p>{say('baseFigure:same')}</p> : null}
          <ul className={classes['reasons']}>
            {data.counts.map((one) => (
              <li key={`${one.kind} ${one.reason}`}>
                <Link
                  className={`${classes['reason'] ?? ''} ${one.kind === kind && one.reason === reason ? (classes['chosen'] ?? '') : ''}`}
                  to={`?${new URLSearchParams({ area: areaCode, kind: one.kind, reason: one.reason }).toString()}`}
                >
                  <span>
                    {say(`baseFigure:kind.${one.kind}`)}
                    <br />
                    <span className={classes['soft']}>{say(`baseFigure:reason.${one.reason}`)}</span>
                  </span>
                  <strong>{formatNumber(one.amount)}</strong>
                </Link>
              </li>
            ))}
          </ul>
          {kind !== null && reason !== null ? (
            <DifferenceList
              asked={{ from, to, areaCode, kind, reason }}
              page={page}
              onPage={(next) => set({ page: String(next + 1) })}
            />
          ) : data.rows.length === 0 || data.counts.length === 0 ? null : (
            <section className={classes['section']}>
              <DataTable
                caption={plain('baseFigure:compareTitle')}
                columns={columns}
                rows={data.rows}
                rowKey={(row) => row.areaCode}
              />
            </section>
          )}
        </>
      )}
    </OfficePage>
  );
};
