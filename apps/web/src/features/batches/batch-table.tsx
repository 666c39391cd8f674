import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BatchList, BatchRow } from '@qiaomen/domain/batch/query';
import { formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { useMay } from '../../office/use-may.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { BatchStateBadge } from './batch-state-badge.tsx';
import classes from './batches.module.css';

interface BatchTableProps {
  list: BatchList;
  campaignId: string;
  areaCode: AreaCode;
}

/** The crowds in their order; the first that is ready has the button to close it. */
export const BatchTable = ({ list, campaignId, areaCode }: BatchTableProps) => {
  const { say, plain, language } = useText();
  const client = useQueryClient();
  const mayClose = useMay('batch.close') && list.closable;
  const [closing, setClosing] = useState<BatchRow | null>(null);
  const close = useMutation(
    trpc.batch.close.mutationOptions({
      onSuccess: () => setClosing(null),
      // a refusal says that the figures have moved on: they are read again either way
      onSettled: () => client.invalidateQueries({ queryKey: trpc.batch.pathKey() }),
    }),
  );
  const isOpen = ({ state }: BatchRow): boolean => state === 'open' || state === 'reopened';
  const next = list.rows.find(isOpen);
  const columns: Column<BatchRow>[] = [
    { key: 'order', head: say('batch:order'), numeric: true, cell: (row) => list.rows.indexOf(row) + 1 },
    { key: 'crowd', head: say('batch:crowd'), cell: (row) => <strong>{say(`batch:crowds.${row.crowd}`)}</strong> },
    { key: 'state', head: say('batch:state'), cell: (row) => <BatchStateBadge state={row.state} /> },
    { key: 'members', head: say('batch:members'), numeric: true, cell: (row) => formatNumber(row.counts.members) },
    {
      key: 'unknown',
      head: say('batch:unknown'),
      numeric: true,
      cell: (row) =>
        row.unknown === 0 ? (
          0
        ) : (
          <Link className={classes['link'] ?? ''} to={`?campaign=${campaignId}&area=${areaCode}&crowd=${row.crowd}`}>
            {say('batch:showUnknown', { count: formatNumber(row.unknown) })}
          </Link>
        ),
    },
    { key: 'reached', head: say('batch:reached'), numeric: true, cell: (row) => formatNumber(row.counts.reached) },
    { key: 'closed', head: say('batch:closed'), numeric: true, cell: (row) => formatNumber(row.counts.closed) },
    {
      key: 'closing',
      head: say('batch:closing'),
      wide: true,
      cell: ({ closing: act }) =>
        act === null
          ? '–'
          : say('batch:closedBy', {
              time: formatInstant(language, act.at),
              name: act.by ?? '–',
              members: formatNumber(act.members),
            }),
    },
    ...(mayClose
      ? [
          {
            key: 'act',
            head: '',
            cell: (row: BatchRow) =>
              row === next && row.unknown === 0 ? (
                <BigButton onClick={() => setClosing(row)}>{say('batch:close')}</BigButton>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <>
      {list.closable ? null : <p>{say('batch:tooLarge')}</p>}
      <DataTable caption={plain('batch:title')} columns={columns} rows={list.rows} rowKey={(row) => row.crowd} />
      {closing === null ? null : (
        <Confirm
          opened
          title={say('batch:close')}
          act={say('batch:close')}
          busy={close.isPending}
          failure={close.error}
          onClose={() => {
            close.reset();
            setClosing(null);
          }}
          onConfirm={() => close.mutate({ campaignId, areaCode, crowd: closing.crowd })}
        >
          <p>
            {say('batch:closeAsk', {
              crowd: plain(`batch:crowds.${closing.crowd}`),
              members: formatNumber(closing.counts.members),
            })}
          </p>
        </Confirm>
      )}
    </>
  );
};
