import { useId } from 'react';
import { addDays } from '@qiaomen/domain/register/day';
import type { NextStep } from '@qiaomen/domain/visit/next-step';
import { daysBetween, formatShortDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import classes from './visit-flow.module.css';

const quickDays = [1, 3, 7, 14, 30] as const;

interface DateChoiceProps {
  /** null: the entry is closed, no date is needed */
  step: NextStep | null;
  /** null: as the rule says */
  value: string | null;
  onChange: (day: string | null) => void;
}

/** The day of the next step: the rule's is chosen already, the usual others are one tap away. */
export const DateChoice = ({ step, value, onChange }: DateChoiceProps) => {
  const { say, language } = useText();
  const today = useToday();
  const id = useId();
  if (step === null) return <p className={classes['hint']}>{say('tablet:visit.noNext')}</p>;
  const inDays = (day: string) => {
    const count = daysBetween(today, day);
    return count === 1 ? say('common:due.tomorrow') : say('tablet:visit.inDays', { count });
  };
  const byRule = step.nextDate;
  const others = quickDays.map((days) => addDays(today, days)).filter((day) => day !== byRule);
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>
        {say('tablet:visit.nextDate')} · {say(`codes:nextAction.${step.action}`)}
      </legend>
      <div className={classes['chips']}>
        {byRule === null ? null : (
          <button
            type="button"
            className={classes['card']}
            aria-pressed={value === null}
            onClick={() => onChange(null)}
          >
            <span>
              {formatShortDay(language, byRule)} · {inDays(byRule)}
            </span>
            <span className={classes['main']}>{say('tablet:visit.byRule')}</span>
          </button>
        )}
        {others.map((day) => (
          <button
            key={day}
            type="button"
            className={classes['card']}
            aria-pressed={value === day}
            onClick={() => onChange(day)}
          >
            <span>
              {formatShortDay(language, day)} · {inDays(day)}
            </span>
          </button>
        ))}
      </div>
      <div className={classes['other']}>
        <label htmlFor={id}>{say('tablet:visit.otherDay')}</label>
        <DayInput
          id={id}
          data-field="date"
          className={classes['day']}
          min={today}
          max={addDays(today, 365)}
          value={value ?? ''}
          onChange={(day) => onChange(day === '' ? null : day)}
        />
      </div>
    </fieldset>
  );
};
