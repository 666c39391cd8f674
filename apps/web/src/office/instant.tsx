import { formatDay, shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import classes from './instant.module.css';

/** An instant in a narrow column: the day, and its time below. */
export const Instant = ({ at }: { at: string }) => {
  const { language } = useText();
  const { day, time } = shanghaiTime(at);
  return (
    <time dateTime={at} className={classes['day']}>
      {formatDay(language, day)}
      <small className={classes['time']}>{time}</small>
    </time>
  );
};
