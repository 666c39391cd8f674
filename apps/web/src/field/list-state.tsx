import type { ReactNode } from 'react';
import { formatInstant, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { useEntries, useFieldMemory, useToday } from '../offline/field-context.tsx';
import { ListArriving } from './list-arriving.tsx';
import classes from './list-state.module.css';

/** As of when people are shown, and how far their list has come while the first one arrives. On every page that lists them. */
export const ListState = ({ children }: { children?: ReactNode }) => {
  const { say, language } = useText();
  const today = useToday();
  const entries = useEntries();
  const { lastContactAt, completedAt, scopeCount } = useFieldMemory().pull;
  const asOf = () => {
    if (lastContactAt === null) return null;
    const { day, time } = shanghaiTime(lastContactAt);
    return say('common:asOf', { time: day === today ? time : formatInstant(language, lastContactAt) });
  };
  return (
    <>
      <p className={classes['asOf']} role="status">
        {children}
        {children === undefined || lastContactAt === null ? null : ' · '}
        {asOf()}
      </p>
      {completedAt !== null || scopeCount === null ? null : <ListArriving here={entries.length} total={scopeCount} />}
    </>
  );
};
