import { useNow } from '../../field/use-now.ts';
import { useText } from '../../language/use-text.tsx';
import { useSyncStatus } from '../../offline/field-context.tsx';
import classes from './page.module.css';

/** Counts down to the next attempt, so that waiting is not guessing. */
export const NextTry = () => {
  const { say } = useText();
  const { nextTryAt } = useSyncStatus();
  const now = useNow(1000, nextTryAt !== null);
  if (nextTryAt === null) return null;
  const seconds = Math.max(0, Math.ceil((nextTryAt - now) / 1000));
  return <p className={classes['none']}>{say('tablet:sync.nextTry', { seconds })}</p>;
};
