/** A few of each sort to look at: who is new, what would change, who is no longer named. Numbers are masked. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { sampleSorts, type SampleRow, type SampleSide, type SampleSort } from '@qiaomen/domain/import-batch/preview';
import { formatDay, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './preview.module.css';

const size = 20;

const totalOf = (batch: BatchDetail, sort: SampleSort): number => {
  const { newPersons, changed, gone, doses, unplaced } = batch.counts;
  return { new: newPersons, changed, gone, dose: doses, unplaced }[sort];
};

export const SampleList = ({ batch }: { batch: BatchDetail }) => {
  const { say, plain, language } = useText();
  const sorts = sampleSorts.filter((sort) => totalOf(batch, sort) > 0);
  const [chosen, setChosen] = useState<SampleSort | null>(null);
  const [page, setPage] = useState(0);
  const sort = chosen ?? sorts[0] ?? 'new';
  const list = useQuery({
    ...trpc.import.samples.queryOptions({ batchId: batch.id, sort, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  /** what the file says, and under it what the register says where that is something else */
  const both = (read: (side: SampleSide) => string | null) => (row: SampleRow) => {
    const file = row.row === null ? null : read(row.row);
    const register = row.person === null ? null : read(row.person);
    if (file === null) return register ?? '–';
    if (register === null || register === file) return file;
    return (
      <>
        <span className={classes['now']}>{file}</span>
        <small className={classes['was']}>
          {say('imports:preview.inRegister')}: {register}
        </small>
      </>
    );
  };
  const day = (text: string | null): string | null => (text === null ? null : formatDay(language, text));
  const sexOf = (sex: string): string | null =>
    sex === 'male' || sex === 'female' || sex === 'unknown' ? plain(`codes:sex.${sex}`) : null;
  const productOf = (product: string): string => {
    const known = DoseProduct.safeParse(product);
    return known.success ? plain(`codes:product.${known.data}`) : product;
  };
  const columns: Column<SampleRow>[] = [
    {
      key: 'row',
      head: say('imports:preview.row'),
      numeric: true,
      cell: (row) => (row.rowNo === null ? '–' : formatNumber(row.rowNo)),
    },
    {
      key: 'name',
      head: say('imports:preview.name'),
      cell: (row) => {
        const file = row.row?.name ?? null;
        const register = row.person?.name ?? null;
        return (
          <>
            <Name>{file ?? register ?? ''}</Name>
            {file === null || register === null || file === register ? null : (
              <small className={classes['was']}>
                {say('imports:preview.inRegister')}: <Name>{register}</Name>
              </small>
            )}
          </>
        );
      },
    },
    { key: 'sex', head: say('imports:preview.sex'), cell: both((side) => sexOf(side.sex)) },
    { key: 'birth', head: say('imports:preview.birth'), cell: both((side) => day(side.birthDate)) },
    { key: 'id', head: say('imports:preview.id'), cell: both((side) => side.idMasked) },
    { key: 'phone', head: say('imports:preview.phone'), cell: both((side) => side.phoneMasked) },
    {
      key: 'place',
      head: say('imports:preview.place'),
      wide: true,
      cell: both((side) => (side.areaPath.length === 0 ? null : side.areaPath.join(' '))),
    },
    ...(sort === 'dose'
      ? [
          {
            key: 'dose',
            head: say('imports:preview.dose'),
            cell: (row: SampleRow) =>
              row.dose === null ? '–' : `${productOf(row.dose.product)} ${formatDay(language, row.dose.givenOn)}`,
          },
        ]
      : []),
  ];
  return (
    <section className={classes['section']}>
      <p className={classes['hint']}>{say('imports:preview.sampleHint')}</p>
      <div className={classes['bar']}>
        {sampleSorts.map((one) => (
          <button
            key={one}
            type="button"
            className={classes['choice']}
            aria-pressed={sort === one}
            disabled={totalOf(batch, one) === 0}
            onClick={() => {
              setChosen(one);
              setPage(0);
            }}
          >
            {say(`imports:preview.sort_${one}`)} <b>{formatNumber(totalOf(batch, one))}</b>
          </button>
        ))}
      </div>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.rows.length === 0 ? (
        <p>{say('imports:preview.noSamples')}</p>
      ) : (
        <>
          <p className={classes['hint']}>
            {say('imports:preview.of', {
              shown: formatNumber(list.data.total),
              total: formatNumber(totalOf(batch, sort)),
            })}
          </p>
          <DataTable
            caption={plain('imports:preview.samples')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.key}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={setPage} />
        </>
      )}
    </section>
  );
};
