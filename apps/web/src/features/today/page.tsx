import { IconCoffee, IconInbox, IconMap2, IconPhoneCall, IconRoute } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { ListDetail } from '../../field/list-detail.tsx';
import { ListState } from '../../field/list-state.tsx';
import { PersonList } from '../../field/person-list.tsx';
import { SearchField } from '../../field/search-field.tsx';
import { useText } from '../../language/use-text.tsx';
import { useEntries, useField, useFieldMemory, useToday } from '../../offline/field-context.tsx';
import { byDueThenPlace, search, searchableOf } from '../../offline/search.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/figure.tsx';
import { DraftList } from './draft-list.tsx';
import classes from './page.module.css';

const warmAfterMs = 1500;

/** The doors of today: what is overdue first, then what is due, in the order of the way. */
export const TodayPage = () => {
  const { say } = useText();
  const today = useToday();
  const entries = useEntries();
  const { account } = useField();
  const { pull } = useFieldMemory();
  const [text, setText] = useState('');
  const open = useMemo(() => entries.filter((entry) => !isClosed(entry.state) && !entry.left), [entries]);
  const due = useMemo(
    () => open.filter((entry) => entry.nextDate === null || entry.nextDate <= today).sort(byDueThenPlace),
    [open, today],
  );
  const wanted = useDeferredValue(text);
  // folded in a quiet moment, so that the first letter typed need not wait for it
  useEffect(() => {
    const timer = setTimeout(() => searchableOf(entries), warmAfterMs);
    return () => clearTimeout(timer);
  }, [entries]);
  const shown = useMemo(
    () => (wanted.trim() === '' ? due : search(searchableOf(entries), wanted)),
    [due, entries, wanted],
  );
  const overdue = due.filter((entry) => entry.nextDate !== null && entry.nextDate < today).length;

  const list = (
    <PersonList
      entries={shown}
      today={today}
      linkTo={(entry) => `/today/${entry.personId}`}
      before={
        <div className={classes['head']}>
          <div className={classes['top']}>
            <h1 className={classes['title']}>{say('tablet:today.title')}</h1>
            <div className={classes['links']}>
              <Link to="/follow-ups" className={classes['link'] ?? ''}>
                <IconPhoneCall aria-hidden="true" />
                <span>{say('door:followUps.title')}</span>
              </Link>
              <Link to="/village" className={classes['link'] ?? ''}>
                <IconMap2 aria-hidden="true" />
                <span>{say('door:sketch.title')}</span>
              </Link>
              {account.role === 'vaccinator' ? (
                <Link to="/home-round" className={classes['link'] ?? ''}>
                  <IconRoute aria-hidden="true" />
                  <span>{say('tablet:today.round')}</span>
                </Link>
              ) : null}
            </div>
          </div>
          <div className={classes['figures']}>
            <Figure tone="overdue" label={say('tablet:today.overdue')} value={overdue} />
            <Figure tone="due" label={say('tablet:today.due')} value={due.length - overdue} />
            <Figure tone="calm" label={say('tablet:today.open')} value={open.length} />
          </div>
          <SearchField value={text} onChange={setText} />
          {text.trim() === '' ? (
            <>
              <ListState />
              <DraftList />
            </>
          ) : (
            <ListState>{say('tablet:register.found', { count: shown.length })}</ListState>
          )}
          {due.length === 0 && text.trim() === '' ? (
            <EmptyState
              icon={pull.completedAt === null ? <IconInbox size={48} /> : <IconCoffee size={48} />}
              title={say(pull.completedAt === null ? 'tablet:today.emptyFirst' : 'tablet:today.empty')}
            />
          ) : null}
        </div>
      }
    />
  );
  return <ListDetail list={list} nothingChosen={<EmptyState icon={null} title={say('tablet:register.choose')} />} />;
};
