import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adviceFor } from '@qiaomen/domain/import-batch/fault-advice';
import { ImportField, type BatchDetail, type RowFaultLine } from '@qiaomen/domain/import-batch/query';
import { formatDay, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './batch-page.module.css';
import { FaultDownload } from './fault-download.tsx';

const size = 50;
const isField = (column: string): column is ImportField => ImportField.safeParse(column).success;

/** Which rows have what fault: how often each occurs, then row by row with what to do about it. */
export const FaultList = ({ batch }: { batch: BatchDetail }) => {
  const { say, plain, language } = useText();
  const { set, page } = usePageState();
  const any = batch.faultsByCode.length > 0;
  const faults = useQuery({
    ...trpc.import.faults.queryOptions({ batchId: batch.id, page: { page, size } }),
    enabled: any,
    placeholderData: keepPreviousData,
  });
  if (!any)
    return (
      <Notice tone="done" icon={<IconCircleCheck size={22} />}>
        {say('admin:imports.noFaults')}
      </Notice>
    );
  const severity = (value: 'error' | 'warning') => (
    <span className={value === 'error' ? classes['error'] : classes['warning']}>
      {say(`admin:imports.severity.${value}`)}
    </span>
  );
  const advice = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(language, text) : text);
  const byCode: Column<BatchDetail['faultsByCode'][number]>[] = [
    { key: 'code', head: say('admin:imports.reason'), wide: true, cell: (row) => say(`codes:fault.${row.code}`) },
    { key: 'severity', head: say('admin:imports.effect'), cell: (row) => severity(row.severity) },
    {
      key: 'rows',
      head: say('admin:imports.rows'),
      numeric: true,
      cell: (row) => say('admin:imports.faultRows', { count: row.rows }),
    },
  ];
  const byRow: Column<RowFaultLine>[] = [
    {
      key: 'row',
      head: say('admin:imports.rowNo'),
      cell: (row) => say('admin:imports.fault', { row: formatNumber(row.rowNo) }),
    },
    {
      key: 'column',
      head: say('admin:imports.column'),
      // as the file itself calls it; what it has no column for, in our words
      cell: ({ column }) =>
        column === null ? '–' : isField(column) ? say(`codes:importField.${column}`) : <Name>{column}</Name>,
    },
    { key: 'reason', head: say('admin:imports.reason'), wide: true, cell: (row) => say(`codes:fault.${row.code}`) },
    { key: 'effect', head: say('admin:imports.effect'), cell: (row) => severity(row.severity) },
    {
      key: 'suggestion',
      head: say('admin:imports.advice'),
      wide: true,
      cell: (row) => (
        <>
          {say(`codes:faultAdvice.${adviceFor[row.code]}`)}
          {row.suggestion === null ? null : ` · ${advice(row.suggestion)}`}
        </>
      ),
    },
  ];
  return (
    <section>
      {batch.hasFile ? <FaultDownload batchId={batch.id} /> : null}
      <div className={classes['narrow']}>
        <DataTable
          caption={plain('admin:imports.faults')}
          columns={byCode}
          rows={batch.faultsByCode}
          rowKey={(row) => `${row.code} ${row.severity}`}
        />
      </div>
      <p className={classes['soft']}>{say('admin:imports.rowHint')}</p>
      {faults.isError ? <FailureNotice cause={faults.error} retry={() => void faults.refetch()} /> : null}
      {faults.data === undefined ? (
        faults.isError ? null : (
          <SkeletonRows />
        )
      ) : (
        <>
          <DataTable
            caption={plain('admin:imports.rowNo')}
            columns={byRow}
            rows={faults.data.rows}
            rowKey={(row) => `${row.rowNo} ${row.column ?? ''} ${row.code}`}
          />
          <Pager page={page} size={size} total={faults.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </section>
  );
};
