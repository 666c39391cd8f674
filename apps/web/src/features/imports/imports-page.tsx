/** Files of the offices: send them, and see what became of each. */
import { IconFileImport } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link } from 'react-router';
import type { BatchRow } from '@qiaomen/domain/import-batch/query';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Instant } from '../../office/instant.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { isRunning } from './batch-states.ts';
import { BatchStateBadge } from './batch-state-badge.tsx';
import { DemoFiles } from './demo-files.tsx';
import classes from './imports-page.module.css';
import { UploadArea } from './upload-area.tsx';

const size = 20;

export const ImportsPage = () => {
  const { say, plain } = useText();
  const { set, page } = usePageState();
  const client = useQueryClient();
  const list = useQuery({
    ...trpc.import.list.queryOptions({ page: { page, size } }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.rows.some(({ state }) => isRunning(state)) === true ? 2000 : false),
  });
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: trpc.import.list.queryKey() }), [client]);
  const columns: Column<BatchRow>[] = [
    {
      key: 'file',
      head: say('admin:imports.file'),
      cell: (row) => (
        <Link className={classes['file'] ?? ''} to={`/imports/${row.id}`}>
          {row.fileName}
        </Link>
      ),
    },
    { key: 'kind', head: say('admin:imports.kind'), cell: (row) => say(`codes:sourceKind.${row.kind}`) },
    { key: 'state', head: say('admin:imports.state'), cell: (row) => <BatchStateBadge state={row.state} /> },
    {
      key: 'rows',
      head: say('admin:imports.rows'),
      numeric: true,
      cell: (row) => (row.counts.rows === 0 ? '–' : formatNumber(row.counts.rows)),
    },
    { key: 'when', head: say('admin:imports.when'), cell: (row) => <Instant at={row.createdAt} /> },
    { key: 'who', head: say('admin:imports.who'), cell: (row) => row.createdBy },
  ];
  return (
    <OfficePage title={say('admin:imports.title')}>
      <p>{say('admin:imports.hint')}</p>
      <UploadArea onSent={refresh} />
      <DemoFiles />
      <h2 className={classes['heading']}>{say('admin:imports.list')}</h2>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={5} />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState icon={<IconFileImport size={40} />} title={say('admin:imports.none')} />
      ) : (
        <>
          <DataTable
            caption={plain('admin:imports.list')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.id}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
