/** Work from tablets that could not be entered. Nothing here is ever dropped. */
import { SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AttentionRow } from '@qiaomen/domain/attention/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { SettleButtons } from './settle-buttons.tsx';

const size = 50;

export const AttentionPage = () => {
  const { say, plain, sayError, language } = useText();
  const { get, set, page } = usePageState();
  const settled = get('settled') === 'yes';
  const list = useQuery({
    ...trpc.attention.list.queryOptions({ settled, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const work = (type: string): ReactNode => {
    switch (type) {
      case 'visit.record':
        return say('codes:command.visit.record');
      case 'visit.void':
        return say('codes:command.visit.void');
      case 'visit.reschedule':
        return say('codes:command.visit.reschedule');
      case 'landmark.note':
        return say('codes:command.landmark.note');
      case 'contact.correct':
        return say('codes:command.contact.correct');
      case 'person.propose':
        return say('codes:command.person.propose');
      case 'phone.reveal':
        return say('codes:command.phone.reveal');
      case 'dose.correct':
        return say('codes:command.dose.correct');
      case 'dose.record':
        return say('codes:command.dose.record');
      case 'homeVisit.request':
        return say('codes:command.homeVisit.request');
      case 'homeVisit.approve':
        return say('codes:command.homeVisit.approve');
      case 'assessment.record':
        return say('codes:command.assessment.record');
      case 'screening.record':
        return say('codes:command.screening.record');
      case 'consent.record':
        return say('codes:command.consent.record');
      case 'observation.end':
        return say('codes:command.observation.end');
      case 'followUp.record':
        return say('codes:command.followUp.record');
      case 'aefi.report':
        return say('codes:command.aefi.report');
      case 'close.request':
        return say('codes:command.close.request');
      case 'consult.answer':
        return say('codes:command.consult.answer');
      case 'close.agree':
        return say('codes:command.close.agree');
      case 'care.void':
        return say('codes:command.care.void');
      default:
        return type;
    }
  };
  const columns: Column<AttentionRow>[] = [
    { key: 'when', head: say('office:attention.when'), cell: (row) => formatInstant(language, row.occurredAt) },
    { key: 'who', head: say('office:attention.who'), cell: (row) => row.userName ?? say('common:unknown') },
    { key: 'what', head: say('office:attention.what'), cell: (row) => work(row.type) },
    {
      key: 'why',
      head: say('office:attention.why'),
      cell: (row) => (
        <>
          <strong>{say(`office:attention.state.${row.why.state}`)}</strong> ·{' '}
          {row.why.state === 'refused'
            ? sayError(row.why.error)
            : row.why.state === 'conflict'
              ? say('office:attention.conflict')
              : say(`codes:quarantine.${row.why.reason}`)}
        </>
      ),
      wide: true,
    },
    ...(settled
      ? [
          {
            key: 'settled',
            head: say('office:attention.settled'),
            cell: (row: AttentionRow) =>
              row.settled === null ? null : (
                <>
                  {say(`office:attention.how.${row.settled.act}`)} · <Name>{row.settled.userName ?? ''}</Name>{' '}
                  {formatInstant(language, row.settled.at)}
                </>
              ),
          },
        ]
      : []),
    {
      key: 'acts',
      head: say('office:attention.acts'),
      cell: (row) => <SettleButtons row={row} onDone={() => void list.refetch()} />,
    },
  ];
  return (
    <OfficePage
      title={say('office:attention.title')}
      filters={
        <SegmentedControl
          value={settled ? 'yes' : 'no'}
          data={[
            { value: 'no', label: plain('office:attention.open') },
            { value: 'yes', label: plain('office:attention.settled') },
          ]}
          onChange={(value) => set({ settled: value })}
        />
      }
    >
      <p>{say('office:attention.hint')}</p>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.rows.length === 0 ? (
        <EmptyState
          icon={<IconCircleCheck size={40} />}
          title={say(settled ? 'office:attention.noneSettled' : 'office:attention.none')}
        />
      ) : (
        <>
          <DataTable
            caption={plain('office:attention.title')}
            columns={columns}
            rows={list.data.rows}
            rowKey={(row) => row.receiptId}
          />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </OfficePage>
  );
};
