/** One base figure: who is in it, who is left out and why, level by level down to the person. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { memberFigures, type ListMembers, type SnapshotPart } from '@qiaomen/domain/base-figure/query';
import { inBase, leftOut, Standing } from '@qiaomen/domain/base-figure/standing';
import { AgeBand } from '@qiaomen/domain/register/entry-state';
import { formatDay, formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
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
import { MemberList } from './member-list.tsx';
import { SnapshotStateBadge } from './snapshot-state.tsx';

const figureOf = (text: string | null): ListMembers['figure'] => memberFigures.find((one) => one === text) ?? null;

export const SnapshotPage = () => {
  const { say, plain, language } = useText();
  const { snapshotId = '' } = useParams();
  const { get, set, page } = usePageState();
  const own = useOwnArea();
  const asked = AreaCode.safeParse(get('area'));
  const areaCode = asked.success ? asked.data : (own?.areaCode ?? null);
  const standing = Standing.safeParse(get('standing')).data ?? null;
  const figure = figureOf(get('figure'));
  const exactArea = get('exact') === '1';
  const detail = useQuery({
    ...trpc.baseFigure.read.queryOptions({ snapshotId, areaCode: areaCode ?? AreaCode.parse('22') }),
    enabled: areaCode !== null,
    placeholderData: keepPreviousData,
  });
  const data = detail.data;
  const number = (row: SnapshotPart, what: string, value: number, query: Record<string, string>) => {
    if (value === 0) return <span className={classes['zero']}>0</span>;
    const exact = data !== undefined && row !== data.total && row.areaCode === data.total.areaCode;
    const parameters = new URLSearchParams({ area: row.areaCode, ...(exact ? { exact: '1' } : {}), ...query });
    return (
      <Link
        className={classes['figure'] ?? ''}
        to={`?${parameters.toString()}`}
        aria-label={plain('baseFigure:open', { what, count: formatNumber(value) })}
      >
        {formatNumber(value)}
      </Link>
    );
  };
  const nameOf = (row: SnapshotPart) => {
    if (row === data?.total) return say('baseFigure:total');
    if (row.areaCode === data?.total.areaCode) return say('baseFigure:noCloser');
    const name = areaName(language, { nameZh: row.name, nameKo: row.nameKo, nameBo: row.nameBo });
    return (
      <Link to={`?area=${row.areaCode}`} aria-label={plain('baseFigure:down', { name })}>
        {name}
      </Link>
    );
  };
  const columns: Column<SnapshotPart>[] = [
    { key: 'name', head: say('baseFigure:area'), cell: nameOf },
    {
      key: 'all',
      head: say('baseFigure:all'),
      numeric: true,
      cell: (row) => number(row, plain('baseFigure:all'), row.all, { figure: 'all' }),
    },
    ...AgeBand.options.map((band): Column<SnapshotPart> => ({
      key: band,
      head: say(`codes:band.${band}`),
      numeric: true,
      cell: (row) => formatNumber(row.bands[band]),
    })),
    {
      key: 'eligible',
      head: say('baseFigure:eligible'),
      numeric: true,
      cell: (row) => number(row, plain('baseFigure:eligible'), row.eligible, { standing: 'eligible' }),
    },
    {
      key: 'leftOut',
      head: say('baseFigure:leftOut'),
      numeric: true,
      cell: (row) => formatNumber(leftOut.reduce((sum, reason) => sum + (row.counts[reason] ?? 0), 0)),
    },
  ];
  const rule = data?.snapshot.rule;
  return (
    <OfficePage
      title={
        data === undefined
          ? say('baseFigure:title')
          : data.snapshot.number === null
            ? say('baseFigure:draftName')
            : say('baseFigure:name', { number: data.snapshot.number })
      }
      aside={<Link to="/base-figures">{say('baseFigure:back')}</Link>}
      filters={data === undefined ? undefined : <AreaSteps path={data.path} />}
    >
      {detail.isError ? <FailureNotice cause={detail.error} retry={() => void detail.refetch()} /> : null}
      {data === undefined || areaCode === null || rule === undefined ? (
        detail.isError ? null : (
          <SkeletonRows />
        )
      ) : (
        <>
          <div className={classes['box']}>
            <div className={classes['line']}>
              <strong>
                <SnapshotName snapshot={data.snapshot} all={data.snapshot.all} eligible={data.snapshot.eligible} />
              </strong>
              <SnapshotStateBadge state={data.snapshot.state} />
            </div>
            <span className={classes['soft']}>
              {say('baseFigure:rule', { date: formatDay(language, rule.referenceDate), age: rule.minAge })}
              {rule.excludeReportedDeaths ? <> · {say('baseFigure:ruleDeaths')}</> : null}
              {rule.excludeNoResidence ? <> · {say('baseFigure:ruleResidence')}</> : null}
              {data.snapshot.asOf === null ? null : (
                <>
                  {' · '}
                  {say('baseFigure:asOf')} {formatInstant(language, data.snapshot.asOf)}
                </>
              )}
              {data.snapshot.createdBy === null ? null : <> · {data.snapshot.createdBy}</>}
            </span>
          </div>
          <section className={classes['section']}>
            <h2>{say('baseFigure:reasons')}</h2>
            <ul className={classes['reasons']}>
              {[...inBase, ...leftOut]
                .filter((one) => (data.total.counts[one] ?? 0) > 0)
                .map((one) => (
                  <li key={one}>
                    <Link
                      className={`${classes['reason'] ?? ''} ${one === standing ? (classes['chosen'] ?? '') : ''}`}
                      to={`?area=${areaCode}&standing=${one}`}
                    >
                      <span>{say(`baseFigure:standing.${one}`)}</span>
                      <strong>{formatNumber(data.total.counts[one] ?? 0)}</strong>
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
          {standing === null && figure === null ? (
            <DataTable
              caption={plain('baseFigure:title')}
              columns={columns}
              rows={[data.total, ...data.rows]}
              rowKey={(row) => (row === data.total ? 'total' : row.areaCode)}
              isTotal={(row) => row === data.total}
            />
          ) : (
            <MemberList
              asked={{ snapshotId, areaCode, exactArea, standing, figure }}
              page={page}
              onPage={(next) => set({ page: String(next + 1) })}
            />
          )}
        </>
      )}
    </OfficePage>
  );
};
