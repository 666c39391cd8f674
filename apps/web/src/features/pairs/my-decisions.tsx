import { IconHistory } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PairNames } from './compare-table.tsx';
import classes from './pair-list.module.css';

const size = 30;

/** What I answered, the last first. Each answer that still holds can be taken back; the history keeps both. */
export const MyDecisions = () => {
  const { say, language } = useText();
  const { set, page } = usePageState();
  const list = useQuery({
    ...trpc.linkPair.decisions.queryOptions({ page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  const takeBack = useMutation(trpc.linkPair.decide.mutationOptions({ onSuccess: () => void list.refetch() }));
  if (list.data === undefined)
    return list.isError ? (
      <FailureNotice cause={list.error} retry={() => void list.refetch()} />
    ) : (
      <SkeletonRows count={6} />
    );
  if (list.data.rows.length === 0)
    return <EmptyState icon={<IconHistory size={40} />} title={say('review:noDecisions')} />;
  return (
    <>
      {takeBack.error === null ? null : <FailureNotice cause={takeBack.error} />}
      <ul className={classes['list']}>
        {list.data.rows.map(({ id, pairId, names, answer, at, superseded }) => (
          <li key={id} className={classes['pair']}>
            <p className={classes['summary']}>
              <strong>
                <PairNames names={names} />
              </strong>
              <span className={classes['soft']}>{say(`review:answer.${answer}`)}</span>
              <span className={classes['soft']}>{formatInstant(language, at)}</span>
              {superseded ? <em className={classes['soft']}>{say('review:superseded')}</em> : null}
            </p>
            {superseded || answer === 'reopened' ? null : (
              <BigButton
                look="quiet"
                disabled={takeBack.isPending}
                onClick={() =>
                  takeBack.mutate({ pairId, answer: 'reopened', seen: id, withdraw: [], keepCounty: null })
                }
              >
                {say('common:undo')}
              </BigButton>
            )}
          </li>
        ))}
      </ul>
      <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
    </>
  );
};
