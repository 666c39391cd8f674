import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { GoneRow } from '@qiaomen/domain/import-batch/gone';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

const size = 20;

/** Everybody the list no longer names, for a look at each: nobody was removed. */
export const GoneList = ({ batchId }: { batchId: string }) => {
  const { say, plain, language } = useText();
  const [page, setPage] = useState(0);
  const list = useQuery({
    ...trpc.import.gone.queryOptions({ batchId, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <FailureNotice cause={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={3} />;
  if (list.data.total === 0) return <p>{say('imports:preview.goneNone')}</p>;
  const columns: Column<GoneRow>[] = [
    {
      key: 'name',
      head: say('imports:preview.name'),
      cell: (row) => (
        <Link to={`/person/${row.county}/${row.personId}`}>
          <Name>{row.name}</Name>
        </Link>
      ),
    },
    {
      key: 'birth',
      head: say('imports:preview.birth'),
      cell: (row) => (row.birthDate === null ? '–' : formatDay(language, row.birthDate)),
    },
    { key: 'place', head: say('imports:preview.place'), wide: true, cell: (row) => row.areaPath.join(' ') },
  ];
  return (
    <>
      <p>{say('imports:preview.goneHint')}</p>
      <DataTable
        caption={plain('imports:preview.gone')}
        columns={columns}
        rows={list.data.rows}
        rowKey={(row) => row.personId}
      />
      <Pager page={page} size={size} total={list.data.total} onPage={setPage} />
    </>
  );
};
