import { useEffect, useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { useSyncStatus } from '../../offline/field-context.tsx';
import classes from './page.module.css';

/** Counts down to the next attempt, so that waiting is not guessing. */
export const NextTry = () => {
  const { say } = useText();
  const { nextTryAt } = useSyncStatus();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (nextTryAt === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [nextTryAt]);
  if (nextTryAt === null) return null;
  const seconds = Math.max(0, Math.ceil((nextTryAt - now) / 1000));
  return <p className={classes['none']}>{say('tablet:sync.nextTry', { seconds })}</p>;
};
