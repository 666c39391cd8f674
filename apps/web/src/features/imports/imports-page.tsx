/** Files of the offices: send them, and see what became of each. */
import { IconFileImport } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { BatchState } from '@qiaomen/domain/import-batch/query';
import { SourceKind } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { isRunning } from './batch-states.ts';
import { DemoFiles } from './demo-files.tsx';
import { historyColumns } from './history-columns.tsx';
import { HistoryFilters } from './history-filters.tsx';
import classes from './imports-page.module.css';
import { UploadArea } from './upload-area.tsx';

const size = 20;

export const ImportsPage = () => {
  const text = useText();
  const { say, plain } = text;
  const { get, set, page } = usePageState();
  const kind = SourceKind.safeParse(get('kind')).data ?? null;
  const state = BatchState.safeParse(get('state')).data ?? null;
  const filtered = kind !== null || state !== null;
  const client = useQueryClient();
  const list = useQuery({
    ...trpc.import.list.queryOptions({ kind, state, page: { page, size } }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.rows.some(({ state }) => isRunning(state)) === true ? 2000 : false),
  });
  const refresh = useCallback(() => {
    void client.invalidateQueries({ queryKey: trpc.import.list.queryKey() });
    void client.invalidateQueries({ queryKey: trpc.import.uploads.queryKey() });
  }, [client]);
  return (
    <OfficePage title={say('admin:imports.title')}>
      <p>{say('admin:imports.hint')}</p>
      <UploadArea onSent={refresh} />
      <DemoFiles />
      <div className={classes['listHead']}>
        <h2 className={classes['heading']}>{say('admin:imports.list')}</h2>
        <HistoryFilters kind={kind} state={state} onChange={set} />
      </div>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows count={5} />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState
          icon={<IconFileImport size={40} />}
          title={say(filtered ? 'imports:history.none' : 'admin:imports.none')}
        />
      ) : (
        <>
          <p className={classes['total']}>{say('imports:history.total', { count: list.data.total })}</p>
          <DataTable
            caption={plain('admin:imports.list')}
            columns={historyColumns(text)}
            rows={list.data.rows}
            rowKey={(row) => row.id}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
