/** The numbers of past evenings as they were published; what became known later is not in them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { DayCloseRow } from '@qiaomen/domain/figures/day-close';
import { formatDay, formatNumber, formatPercent } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import classes from './progress.module.css';

const size = 14;

export const DayCloses = ({ campaignId, areaCode }: { campaignId: string; areaCode: AreaCode }) => {
  const { say, plain, language } = useText();
  const [page, setPage] = useState(0);
  const list = useQuery({
    ...trpc.dayClose.list.queryOptions({ campaignId, areaCode, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  if (list.data === undefined || list.data.total === 0) return null;
  const number = (key: 'registered' | 'visited' | 'vaccinated' | 'complete' | 'doses'): Column<DayCloseRow> => ({
    key,
    head: say(`office:figure.${key}`),
    numeric: true,
    cell: (row) => formatNumber(row[key]),
  });
  const columns: Column<DayCloseRow>[] = [
    {
      key: 'day',
      head: say('baseFigure:close.day'),
      cell: (row) => (
        <>
          {formatDay(language, row.day)}
          {row.late ? <> · {say('baseFigure:close.late')}</> : null}
        </>
      ),
    },
    number('registered'),
    number('visited'),
    number('vaccinated'),
    number('complete'),
    number('doses'),
    {
      key: 'base',
      head: say('baseFigure:coverage.title'),
      numeric: true,
      cell: (row) =>
        row.baseNumber === null || row.baseAll === null || row.baseVaccinated === null
          ? '–'
          : say('baseFigure:close.share', {
              percent: formatPercent(row.baseVaccinated, row.baseAll),
              number: row.baseNumber,
            }),
    },
  ];
  return (
    <section className={classes['section']}>
      <h2>{say('baseFigure:close.title')}</h2>
      <p>{say('baseFigure:close.hint')}</p>
      <DataTable
        caption={plain('baseFigure:close.title')}
        columns={columns}
        rows={list.data.rows}
        rowKey={(row) => row.day}
      />
      <Pager page={page} size={size} total={list.data.total} onPage={setPage} />
    </section>
  );
};
