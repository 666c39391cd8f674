/** Coverage of this moment, in all and of the eligible, with the name of the base figure it is a share of. */
import { IconListNumbers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Coverage } from '@qiaomen/domain/base-figure/coverage';
import type { CoverageReport, ListMembers } from '@qiaomen/domain/base-figure/query';
import { formatNumber, formatPercent } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { SnapshotName } from '../../office/snapshot-name.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './progress.module.css';

interface CoveredPart {
  key: string;
  areaCode: AreaCode;
  name: string;
  /** a part that can be gone down to */
  below: boolean;
  exact: boolean;
  coverage: Coverage;
}

export const CoveragePanel = ({ campaignId, areaCode }: { campaignId: string; areaCode: AreaCode }) => {
  const { say } = useText();
  const report = useQuery({
    ...trpc.baseFigure.coverage.queryOptions({ campaignId, areaCode }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  if (report.isError) return <FailureNotice cause={report.error} retry={() => void report.refetch()} />;
  const { data } = report;
  if (data === undefined) return null;
  if (data.snapshot === null || data.total === null)
    return (
      <div className={classes['notice']}>
        <Notice tone="due" icon={<IconListNumbers size={24} />}>
          {say('baseFigure:coverage.provisional')}{' '}
          <Link to={`/base-figures?campaign=${campaignId}`}>{say('baseFigure:coverage.make')}</Link>
        </Notice>
      </div>
    );
  return <CoverageTable campaignId={campaignId} areaCode={areaCode} report={data} />;
};

interface CoverageTableProps {
  campaignId: string;
  areaCode: AreaCode;
  report: CoverageReport;
}

const CoverageTable = ({ campaignId, areaCode, report }: CoverageTableProps) => {
  const { say, plain, language } = useText();
  const { snapshot, total } = report;
  if (snapshot === null || total === null) return null;
  const parts: CoveredPart[] = [
    { ...total, key: 'total', name: plain('baseFigure:total'), below: false, exact: false },
    ...report.bands.map(({ band, coverage }) => ({
      key: band,
      areaCode,
      name: plain(`codes:band.${band}`),
      below: false,
      exact: false,
      coverage,
    })),
    ...report.rows.map((row) => ({
      ...row,
      key: row.areaCode,
      name:
        row.areaCode === areaCode
          ? plain('baseFigure:noCloser')
          : areaName(language, { nameZh: row.name, nameKo: row.nameKo, nameBo: row.nameBo }),
      below: row.areaCode !== areaCode,
      exact: row.areaCode === areaCode,
    })),
  ];
  const isBand = (part: CoveredPart): boolean => report.bands.some(({ band }) => band === part.key);
  const rows = (part: CoveredPart, figure: NonNullable<ListMembers['figure']>, words: string, value: number) =>
    value === 0 || isBand(part) ? (
      <span className={value === 0 ? classes['zero'] : ''}>{formatNumber(value)}</span>
    ) : (
      <Link
        className={classes['figure']}
        to={`/base-figures/${snapshot.id}?area=${part.areaCode}&figure=${figure}${part.exact ? '&exact=1' : ''}`}
        aria-label={plain('baseFigure:open', { what: words, count: formatNumber(value) })}
      >
        {formatNumber(value)}
      </Link>
    );
  const figure = (
    key: string,
    head: string,
    member: NonNullable<ListMembers['figure']>,
    of: (c: Coverage) => number,
  ): Column<CoveredPart> => ({
    key,
    head,
    numeric: true,
    cell: (part) => rows(part, member, head, of(part.coverage)),
  });
  const share = (key: string, head: string, of: (c: Coverage) => [number, number]): Column<CoveredPart> => ({
    key,
    head,
    numeric: true,
    cell: (part) => formatPercent(...of(part.coverage)),
  });
  const ofAll = plain('baseFigure:coverage.ofAll');
  const ofEligible = plain('baseFigure:coverage.ofEligible');
  const columns: Column<CoveredPart>[] = [
    {
      key: 'name',
      head: say('baseFigure:area'),
      cell: (part) =>
        part.below ? (
          <Link
            to={`?campaign=${campaignId}&area=${part.areaCode}`}
            aria-label={plain('baseFigure:down', { name: part.name })}
          >
            {part.name}
          </Link>
        ) : (
          part.name
        ),
    },
    figure('all', plain('baseFigure:all'), 'all', (c) => c.all),
    figure('eligible', plain('baseFigure:eligible'), 'eligible', (c) => c.eligible),
    figure('vaccinated', plain('baseFigure:coverage.vaccinated'), 'vaccinated', (c) => c.vaccinated),
    share('vaccinatedAll', ofAll, (c) => [c.vaccinated, c.all]),
    share('vaccinatedEligible', ofEligible, (c) => [c.vaccinatedEligible, c.eligible]),
    figure('complete', plain('baseFigure:coverage.complete'), 'complete', (c) => c.complete),
    share('completeAll', ofAll, (c) => [c.complete, c.all]),
    share('completeEligible', ofEligible, (c) => [c.completeEligible, c.eligible]),
  ];
  return (
    <section className={classes['section']}>
      <h2>{say('baseFigure:coverage.title')}</h2>
      <p>
        <Link to={`/base-figures/${snapshot.id}?area=${areaCode}`}>
          <SnapshotName snapshot={snapshot} all={total.coverage.all} eligible={total.coverage.eligible} />
        </Link>
        <br />
        {say('baseFigure:coverage.note')}
      </p>
      <DataTable
        caption={plain('baseFigure:coverage.title')}
        columns={columns}
        rows={parts}
        rowKey={(part) => part.key}
        isTotal={(part) => part.key === 'total'}
      />
    </section>
  );
};
