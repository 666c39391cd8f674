import { IconGitCompare } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { PairRow } from '@qiaomen/domain/import-batch/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CompareTable, PairNames } from './compare-table.tsx';
import classes from './decided-list.module.css';
import { formatLikelihood } from './likelihood.ts';

const size = 20;

/** Pairs somebody has decided about or put aside. Each can be opened, read and put back. */
export const DecidedList = ({ state }: { state: Exclude<PairRow['state'], 'pending'> }) => {
  const { say } = useText();
  const { set, page } = usePageState();
  const list = useQuery({
    ...trpc.linkPair.list.queryOptions({ state, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const reopen = useMutation(trpc.linkPair.decide.mutationOptions({ onSuccess: () => void list.refetch() }));
  if (list.data === undefined)
    return list.isError ? (
      <FailureNotice cause={list.error} retry={() => void list.refetch()} />
    ) : (
      <SkeletonRows count={4} />
    );
  if (list.data.rows.length === 0)
    return <EmptyState icon={<IconGitCompare size={40} />} title={say('admin:pairs.noneHere')} />;
  return (
    <>
      {reopen.error === null ? null : <FailureNotice cause={reopen.error} />}
      <ul className={classes['list']}>
        {list.data.rows.map((pair) => (
          <li key={pair.id} className={classes['pair']}>
            <details>
              <summary className={classes['summary']}>
                <strong>
                  <PairNames pair={pair} />
                </strong>
                <span className={classes['soft']}>
                  {say('admin:pairs.probability', { percent: formatLikelihood(pair.probability) })}
                </span>
              </summary>
              <CompareTable pair={pair} />
            </details>
            <BigButton
              look="quiet"
              disabled={reopen.isPending}
              onClick={() => reopen.mutate({ pairId: pair.id, decision: 'pending' })}
            >
              {say('admin:pairs.reopen')}
            </BigButton>
          </li>
        ))}
      </ul>
      <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
    </>
  );
};
