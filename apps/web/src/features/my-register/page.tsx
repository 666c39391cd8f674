import { IconInbox, IconUserPlus, IconUserQuestion } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { ListDetail } from '../../field/list-detail.tsx';
import { ListState } from '../../field/list-state.tsx';
import { PersonList } from '../../field/person-list.tsx';
import { SearchField } from '../../field/search-field.tsx';
import { useText } from '../../language/use-text.tsx';
import { useEntries, useToday } from '../../offline/field-context.tsx';
import { byPlace, search, searchableOf } from '../../offline/search.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './page.module.css';

const warmAfterMs = 1500;

/** Everybody the worker answers for. */
export const MyRegisterPage = () => {
  const { say } = useText();
  const today = useToday();
  const entries = useEntries();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const sorted = useMemo(() => [...entries].sort(byPlace), [entries]);
  const shown = useMemo(() => (wanted.trim() === '' ? sorted : search(searchableOf(sorted), wanted)), [sorted, wanted]);
  // folded in a quiet moment, so that the first letter typed need not wait for it
  useEffect(() => {
    const timer = setTimeout(() => searchableOf(entries), warmAfterMs);
    return () => clearTimeout(timer);
  }, [entries]);

  const empty = () =>
    entries.length === 0 ? (
      <EmptyState icon={<IconInbox size={48} />} title={say('tablet:register.empty')}>
        <p>{say('tablet:register.emptyHint')}</p>
      </EmptyState>
    ) : (
      <EmptyState icon={<IconUserQuestion size={48} />} title={say('tablet:register.nothing', { text: wanted })}>
        <p>{say('tablet:register.nothingHint')}</p>
      </EmptyState>
    );

  const list = (
    <PersonList
      entries={shown}
      today={today}
      linkTo={(entry) => `/my-register/${entry.personId}`}
      before={
        <div className={classes['head']}>
          <div className={classes['top']}>
            <h1 className={classes['title']}>{say('tablet:register.title')}</h1>
            <Link to="/my-register/new" className={classes['add'] ?? ''}>
              <IconUserPlus aria-hidden="true" />
              <span>{say('tablet:propose.open')}</span>
            </Link>
          </div>
          <SearchField value={text} onChange={setText} />
          <ListState>{say('tablet:register.found', { count: shown.length })}</ListState>
          {shown.length === 0 ? empty() : null}
        </div>
      }
    />
  );
  return <ListDetail list={list} nothingChosen={<EmptyState icon={null} title={say('tablet:register.choose')} />} />;
};
