/** Copies of the register: one's own, and the open ones others ask for. */
import { IconFileExport, IconLock, IconLockOpen } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ExportLine } from '@qiaomen/domain/register-export/query';
import { formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
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
import { ExportActs } from './export-acts.tsx';
import { ExportStateCell } from './export-state.tsx';
import classes from './exports.module.css';

const size = 20;

const isAtWork = ({ state }: ExportLine): boolean => state === 'queued' || state === 'running';

const isFiltered = ({ selection: { filter, text } }: ExportLine): boolean =>
  text !== '' ||
  Object.entries(filter).some(([name, value]) => name !== 'areaCode' && value !== null && value !== false);

export const ExportsPage = () => {
  const { say, plain, language } = useText();
  const { set, page } = usePageState();
  const list = useQuery({
    ...trpc.registerExport.list.queryOptions({ page: { page, size } }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.rows.some(isAtWork) === true ? 1000 : 30_000),
  });
  const rows = list.data?.rows ?? [];
  const columns: Column<ExportLine>[] = [
    {
      key: 'askedAt',
      head: say('registerExport:askedAt'),
      cell: (row) => <Instant at={row.askedAt} />,
    },
    { key: 'by', head: say('registerExport:askedBy'), cell: (row) => row.askedBy ?? '–' },
    {
      key: 'content',
      head: say('registerExport:content'),
      wide: true,
      cell: (row) => (
        <>
          {row.areaName} · {say(isFiltered(row) ? 'registerExport:filtered' : 'registerExport:all')} ·{' '}
          {row.format.toUpperCase()}
          <span className={classes['soft']}>
            {row.masked ? <IconLock size={14} aria-hidden="true" /> : <IconLockOpen size={14} aria-hidden="true" />}{' '}
            {say(row.masked ? 'registerExport:masked' : 'registerExport:unmasked')}
          </span>
        </>
      ),
    },
    {
      key: 'purpose',
      head: say('registerExport:purpose'),
      wide: true,
      cell: (row) => (
        <>
          {say(`registerExport:purposes.${row.purpose}`)}
          {row.reason === '' ? null : <span className={classes['soft']}>{row.reason}</span>}
        </>
      ),
    },
    {
      key: 'rows',
      head: say('registerExport:rows'),
      numeric: true,
      cell: (row) => (row.rows === null ? '–' : formatNumber(row.rows)),
    },
    {
      key: 'state',
      head: say('registerExport:state'),
      cell: (row) => (
        <>
          <ExportStateCell line={row} />
          {row.state === 'done' && row.expiresAt !== null ? (
            <span className={classes['soft']}>
              {say('registerExport:until', { time: formatInstant(language, row.expiresAt) })} ·{' '}
              {say('registerExport:downloads', { count: formatNumber(row.downloads) })}
            </span>
          ) : null}
        </>
      ),
    },
    { key: 'decidedBy', head: say('registerExport:decidedBy'), cell: (row) => row.decidedBy ?? '–' },
    {
      key: 'acts',
      head: '',
      cell: (row) => <ExportActs line={row} onChanged={() => void list.refetch()} />,
    },
  ];
  return (
    <OfficePage title={say('registerExport:title')}>
      <p>{say('registerExport:hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <SkeletonRows count={6} /> : null}
      {list.data !== undefined && rows.length === 0 ? (
        <EmptyState icon={<IconFileExport size={40} />} title={say('registerExport:none')}>
          <Link to="/register">{say('registerExport:toRegister')}</Link>
        </EmptyState>
      ) : null}
      {rows.length === 0 ? null : (
        <>
          <DataTable caption={plain('registerExport:title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          <Pager
            page={page}
            size={size}
            total={list.data?.total ?? 0}
            onPage={(next) => set({ page: String(next + 1) })}
          />
        </>
      )}
    </OfficePage>
  );
};
