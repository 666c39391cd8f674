import { useMemo } from 'react';
import { useText } from '../language/use-text.tsx';
import { useEntries, useField, useToday } from '../offline/field-context.tsx';
import { Figure } from '../ui/figure.tsx';
import { monthBefore, ownFigures } from './own-figures.ts';
import classes from './own-month.module.css';

/** Last month's own work, for the worker's own eyes. */
export const OwnMonth = () => {
  const { say } = useText();
  const { account } = useField();
  const entries = useEntries();
  const month = monthBefore(useToday());
  const figures = useMemo(() => ownFigures(entries, account.name, month), [entries, account.name, month]);
  return (
    <div>
      <h2 className={classes['title']}>{say('door:ownMonth.title', { month })}</h2>
      <div className={classes['figures']}>
        <Figure tone="calm" label={say('door:ownMonth.visits')} value={figures.visits} />
        <Figure tone="calm" label={say('door:ownMonth.calls')} value={figures.calls} />
        <Figure tone="calm" label={say('door:ownMonth.people')} value={figures.people} />
        <Figure tone="done" label={say('door:ownMonth.agreed')} value={figures.agreed} />
        <Figure tone="done" label={say('door:ownMonth.complete')} value={figures.complete} />
      </div>
      <p className={classes['hint']}>{say('door:ownMonth.hint')}</p>
    </div>
  );
};
