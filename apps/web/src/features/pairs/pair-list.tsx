import { IconGitCompare } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { PairFilter, PairRow, PairState } from '@qiaomen/domain/link-pair/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CompareTable, PairNames } from './compare-table.tsx';
import { EvidenceBars } from './evidence-bars.tsx';
import { formatLikelihood } from './likelihood.ts';
import classes from './pair-list.module.css';

const size = 20;

/** Pairs in one state, page by page. Each can be opened and read; one somebody has answered can be put back. */
export const PairList = ({ state, filter }: { state: PairState; filter: PairFilter }) => {
  const { say, plain, language } = useText();
  const { set, page } = usePageState();
  const list = useQuery({
    ...trpc.linkPair.list.queryOptions({ state, filter, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const reopen = useMutation(trpc.linkPair.decide.mutationOptions({ onSuccess: () => void list.refetch() }));
  const putBack = (pair: PairRow): void =>
    reopen.mutate({
      pairId: pair.id,
      answer: 'reopened',
      seen: pair.decision?.id ?? null,
      withdraw: [],
      keepCounty: null,
    });
  if (list.data === undefined)
    return list.isError ? (
      <FailureNotice cause={list.error} retry={() => void list.refetch()} />
    ) : (
      <SkeletonRows count={4} />
    );
  if (list.data.rows.length === 0)
    return <EmptyState icon={<IconGitCompare size={40} />} title={say('review:noneHere')} />;
  return (
    <>
      {reopen.error === null ? null : <FailureNotice cause={reopen.error} />}
      <ul className={classes['list']}>
        {list.data.rows.map((pair) => (
          <li key={pair.id} className={classes['pair']}>
            <details>
              <summary className={classes['summary']}>
                <strong>
                  <PairNames names={[pair.left.rows[0]?.name ?? '', pair.right.rows[0]?.name ?? '']} />
                </strong>
                <span className={classes['soft']}>{formatLikelihood(pair.probability)}</span>
                <span className={classes['soft']}>
                  {[...new Set([pair.left.countyName, pair.right.countyName])]
                    .filter((name) => name !== null)
                    .join(' ↔ ')}
                </span>
                {pair.decision === null ? null : (
                  <span className={classes['soft']}>
                    {plain('review:by', { name: pair.decision.by, time: formatInstant(language, pair.decision.at) })}
                  </span>
                )}
              </summary>
              <CompareTable pair={pair} />
              <EvidenceBars evidence={pair.evidence} conflicts={pair.conflicts} />
            </details>
            {pair.state === 'pending' ? null : (
              <BigButton look="quiet" disabled={reopen.isPending} onClick={() => putBack(pair)}>
                {say('review:reopen')}
              </BigButton>
            )}
          </li>
        ))}
      </ul>
      <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
    </>
  );
};
