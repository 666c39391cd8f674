import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeptRow } from '@qiaomen/domain/import-batch/undo';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { personColumns } from './person-columns.tsx';

const size = 20;

/** Whom an undo leaves as they are, and why. */
export const KeptList = ({ batchId }: { batchId: string }) => {
  const tools = useText();
  const { say, plain, language } = tools;
  const [page, setPage] = useState(0);
  const list = useQuery({
    ...trpc.import.undoKept.queryOptions({ batchId, reason: null, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <FailureNotice cause={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={3} />;
  const columns: Column<KeptRow>[] = [
    ...personColumns(tools),
    { key: 'why', head: say('admin:imports.reason'), cell: (row) => say(`imports:undo.why.${row.reason}`) },
    {
      key: 'visit',
      head: say('imports:undo.visitedAt'),
      cell: (row) => (row.visitedAt === null ? '–' : formatInstant(language, row.visitedAt)),
    },
  ];
  return (
    <>
      <DataTable
        caption={plain('imports:undo.keptList')}
        columns={columns}
        rows={list.data.rows}
        rowKey={(row) => row.personId}
      />
      <Pager page={page} size={size} total={list.data.total} onPage={setPage} />
    </>
  );
};
