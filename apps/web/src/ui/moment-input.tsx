import { useState } from 'react';
import { useText } from '../language/use-text.tsx';
import { DayInput } from './day-input.tsx';
import classes from './day-input.module.css';
import { controlClass } from './labelled.tsx';

interface MomentInputProps {
  id: string;
  'data-field'?: string;
  /** YYYY-MM-DDTHH:mm, or '' while a part is missing */
  value: string;
  onChange: (moment: string) => void;
  maxDay?: string;
}

const split = (moment: string) => ({ day: moment.slice(0, 10), time: moment.slice(11, 16) });
const join = ({ day, time }: ReturnType<typeof split>): string => (day === '' || time === '' ? '' : `${day}T${time}`);

/** A day and the time of it; the half that is known stays while the other is asked for. */
export const MomentInput = ({ value, onChange, maxDay, ...rest }: MomentInputProps) => {
  const { plain } = useText();
  const [given, setGiven] = useState(() => split(value));
  const parts = join(given) === value ? given : split(value);
  const change = (part: Partial<typeof parts>): void => {
    const next = { ...parts, ...part };
    setGiven(next);
    if (join(next) !== value) onChange(join(next));
  };
  return (
    <span className={classes['moment']}>
      <DayInput
        {...rest}
        {...(maxDay === undefined ? {} : { max: maxDay })}
        value={parts.day}
        onChange={(day) => change({ day })}
      />
      <input
        type="time"
        className={controlClass}
        aria-label={plain('common:timeOfDay')}
        value={parts.time}
        onChange={(event) => change({ time: event.currentTarget.value })}
      />
    </span>
  );
};
