import { SegmentedControl } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { transferStates, type SettleTransfer, type TransferRow } from '@qiaomen/domain/link-pair/query';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import type { z } from 'zod';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './pair-list.module.css';

type Act = z.infer<typeof SettleTransfer>['act'];
const size = 20;

/** People of two counties who are one: what was proposed, what was carried out, and the way back. */
export const TransferList = () => {
  const { say, plain, language } = useText();
  const { get, set, page } = usePageState();
  const state = transferStates.find((one) => one === get('state')) ?? 'proposed';
  const [asked, setAsked] = useState<{ row: TransferRow; act: 'carry_out' | 'take_back' } | null>(null);
  const list = useQuery({
    ...trpc.linkPair.transfers.queryOptions({ state, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const settle = useMutation(
    trpc.linkPair.settleTransfer.mutationOptions({
      onSuccess: () => {
        setAsked(null);
        void list.refetch();
      },
    }),
  );
  const act = (transferId: string, chosen: Act): void => settle.mutate({ transferId, act: chosen });
  const words = asked?.act === 'take_back' ? 'takeBack' : 'carryOut';
  const place = { from: asked?.row.from.countyName ?? '', into: asked?.row.into.countyName ?? '' };
  return (
    <>
      <p>{say('review:transfer.hint')}</p>
      <SegmentedControl
        aria-label={plain('review:tab.transfers')}
        value={state}
        data={transferStates.map((value) => ({ value, label: plain(`review:transfer.state.${value}`) }))}
        onChange={(value) => set({ state: value === 'proposed' ? null : value })}
        mb="md"
      />
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {settle.error === null || asked !== null ? null : <FailureNotice cause={settle.error} />}
      {list.data === undefined && !list.isError ? <SkeletonRows count={4} /> : null}
      {list.data?.rows.length === 0 ? (
        <EmptyState icon={<IconArrowsLeftRight size={40} />} title={say('review:transfer.none')} />
      ) : null}
      <ul className={classes['list']}>
        {(list.data?.rows ?? []).map((row) => (
          <li key={row.id} className={classes['pair']}>
            <div>
              <p className={classes['summary']}>
                <strong>
                  <Name>{row.name}</Name>
                </strong>
                {row.birthDate === null ? null : (
                  <span className={classes['soft']}>{formatDay(language, row.birthDate)}</span>
                )}
                <Link className={classes['soft'] ?? ''} to={`/person/${row.from.county}/${row.from.personId}`}>
                  {say('review:transfer.from', { name: row.from.countyName })}
                </Link>
                <Link className={classes['soft'] ?? ''} to={`/person/${row.into.county}/${row.into.personId}`}>
                  {say('review:transfer.into', { name: row.into.countyName })}
                </Link>
              </p>
              <p className={classes['note']}>
                {plain('review:by', {
                  name: row.settledBy ?? row.proposedBy,
                  time: formatInstant(language, row.settledAt ?? row.proposedAt),
                })}
                {row.state === 'done' ? (
                  <> · {say('review:transfer.moved', { sources: row.sources, doses: row.doses })}</>
                ) : null}
              </p>
            </div>
            <div className={classes['acts']}>
              {row.state === 'proposed' ? (
                <>
                  <BigButton onClick={() => setAsked({ row, act: 'carry_out' })}>
                    {say('review:transfer.carryOut')}
                  </BigButton>
                  <BigButton look="quiet" disabled={settle.isPending} onClick={() => act(row.id, 'swap')}>
                    {say('review:transfer.swap')}
                  </BigButton>
                  <BigButton look="plain" disabled={settle.isPending} onClick={() => act(row.id, 'withdraw')}>
                    {say('review:transfer.withdraw')}
                  </BigButton>
                </>
              ) : null}
              {row.state === 'done' ? (
                <BigButton look="quiet" onClick={() => setAsked({ row, act: 'take_back' })}>
                  {say('review:transfer.takeBack')}
                </BigButton>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <Pager page={page} size={size} total={list.data?.total ?? 0} onPage={(next) => set({ page: String(next + 1) })} />
      <Confirm
        opened={asked !== null}
        title={say(`review:transfer.${words}Title`)}
        act={say(`review:transfer.${words}`)}
        busy={settle.isPending}
        failure={settle.error}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) act(asked.row.id, asked.act);
        }}
      >
        <p>
          {words === 'carryOut'
            ? say('review:transfer.carryOutBody', place)
            : say('review:transfer.takeBackBody', { from: place.from })}
        </p>
      </Confirm>
    </>
  );
};
