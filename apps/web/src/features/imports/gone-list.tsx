import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { personColumns } from './person-columns.tsx';

const size = 20;

/** Everybody the list no longer names, for a look at each: nobody was removed. */
export const GoneList = ({ batchId }: { batchId: string }) => {
  const tools = useText();
  const { say, plain } = tools;
  const [page, setPage] = useState(0);
  const list = useQuery({
    ...trpc.import.gone.queryOptions({ batchId, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <FailureNotice cause={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={3} />;
  if (list.data.total === 0) return <p>{say('imports:preview.goneNone')}</p>;
  return (
    <>
      <p>{say('imports:preview.goneHint')}</p>
      <DataTable
        caption={plain('imports:preview.gone')}
        columns={personColumns(tools)}
        rows={list.data.rows}
        rowKey={(row) => row.personId}
      />
      <Pager page={page} size={size} total={list.data.total} onPage={setPage} />
    </>
  );
};
