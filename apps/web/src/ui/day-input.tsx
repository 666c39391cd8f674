import { useId, type InputHTMLAttributes } from 'react';
import { useText } from '../language/use-text.tsx';
import { DayPicker } from './day-picker.tsx';
import classes from './day-input.module.css';
import { controlClass } from './labelled.tsx';
import { useTypedDay } from './use-typed-day.ts';

type Passed = Pick<InputHTMLAttributes<HTMLInputElement>, 'id' | 'required' | 'disabled' | 'className'>;

interface DayInputProps extends Passed {
  'data-field'?: string;
  value: string;
  onChange: (day: string) => void;
  min?: string;
  max?: string;
}

/** A day as YYYY-MM-DD whatever the browser's own language, typed or taken from the calendar. */
export const DayInput = ({ value, onChange, min, max, className = controlClass, ...rest }: DayInputProps) => {
  const { say, plain } = useText();
  const wrongId = useId();
  const { text, isWrong, type, pick, settle } = useTypedDay(value, onChange, { min, max });
  return (
    <span className={classes['field']}>
      <span className={classes['day']}>
        <input
          {...rest}
          className={className}
          inputMode="numeric"
          autoComplete="off"
          maxLength={16}
          placeholder={plain('common:dayHint')}
          aria-invalid={isWrong}
          {...(isWrong ? { 'aria-describedby': wrongId } : {})}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={settle}
        />
        <DayPicker value={value} onPick={pick} min={min} max={max} disabled={rest.disabled} />
      </span>
      {isWrong ? (
        <span id={wrongId} role="alert" className={classes['wrong']}>
          {say('common:dayWrong')}
        </span>
      ) : null}
    </span>
  );
};
