import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PersonDetail } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { Pager } from '../../office/pager.tsx';
import { usePageState } from '../../office/use-page-state.ts';
import { TimelineList } from '../../timeline/timeline-list.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './person-page.module.css';

const size = 20;

/** Every event about the person, from the door, the bedside and the office. */
export const Timeline = ({ person }: { person: PersonDetail }) => {
  const { say } = useText();
  const { set, page } = usePageState();
  const { county, personId } = person;
  const list = useQuery({
    ...trpc.person.timeline.queryOptions({ county, personId, page: { page, size } }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={classes['section']}>
      <h2>{say('timeline:title')}</h2>
      {list.isError ? <FailureNotice cause={list.error} retry={() => void list.refetch()} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <SkeletonRows />
        )
      ) : list.data.total === 0 ? (
        <p>{say('timeline:none')}</p>
      ) : (
        <>
          <p className={classes['soft']}>{say('timeline:count', { count: list.data.total })}</p>
          <TimelineList rows={list.data.rows} county={county} />
          <Pager page={page} size={size} total={list.data.total} onPage={(next) => set({ page: String(next + 1) })} />
        </>
      )}
    </section>
  );
};
