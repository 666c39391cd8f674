import { IconArrowLeft, IconCoffee } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { formatDay } from '@qiaomen/i18n/fmt';
import { IconLink } from '../../field/icon-link.tsx';
import { ListState } from '../../field/list-state.tsx';
import { useNow } from '../../field/use-now.ts';
import { useText } from '../../language/use-text.tsx';
import { useEntries, useFieldMemory, useToday } from '../../offline/field-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FollowUpCard } from './follow-up-card.tsx';
import { followUpItems, rowsByDay } from './follow-up-list.ts';
import classes from './follow-ups.module.css';

const minute = 60_000;

/** Calls after a dose and re-contacts after a visit, by day, overdue first. Works without a network like everything here. */
export const FollowUpsPage = () => {
  const { say, plain, language } = useText();
  const today = useToday();
  const now = useNow(minute, true);
  const entries = useEntries();
  const { items } = useFieldMemory();
  const [open, setOpen] = useState<string | null>(null);
  const due = useMemo(() => followUpItems(entries, items, new Date(now).toISOString()), [entries, items, now]);
  const rows = useMemo(() => rowsByDay(due, today), [due, today]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? 56 : 120),
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : row.kind === 'day' ? `day ${row.day}` : row.item.id;
    },
    overscan: 3,
    gap: 8,
  });
  return (
    <div ref={scroller} className={classes['scroller']}>
      <header className={classes['top']}>
        <IconLink to="/today" label={plain('common:back')}>
          <IconArrowLeft aria-hidden="true" />
        </IconLink>
        <h1 className={classes['title']}>{say('door:followUps.title')}</h1>
      </header>
      <ListState>{say('door:followUps.count', { count: due.length })}</ListState>
      {rows.length === 0 ? (
        <EmptyState icon={<IconCoffee size={48} />} title={say('door:followUps.empty')} />
      ) : (
        <ul className={classes['list']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((at) => {
            const row = rows[at.index];
            return row === undefined ? null : (
              <li
                key={at.key}
                ref={virtual.measureElement}
                data-index={at.index}
                className={classes['item']}
                style={{ transform: `translateY(${at.start}px)` }}
              >
                {row.kind === 'day' ? (
                  <h2 className={row.day === '' ? classes['late'] : classes['day']}>
                    {row.day === ''
                      ? say('tablet:today.overdue')
                      : row.day === today
                        ? say('tablet:today.title')
                        : formatDay(language, row.day)}{' '}
                    · {row.count}
                  </h2>
                ) : (
                  <FollowUpCard
                    item={row.item}
                    today={today}
                    open={open === row.item.id}
                    onOpen={(next) => setOpen(next ? row.item.id : null)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
};
