import { IconClock, IconHistory } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { addDays, partsOfDay, type PartOfDay } from '@qiaomen/domain/register/day';
import { earlierVisitDays, instantOfPart } from '@qiaomen/domain/visit/earlier-visit';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import classes from './visit-flow.module.css';

interface MadeWhenProps {
  /** null: just now */
  day: string | null;
  part: PartOfDay | null;
  /** when the form was opened */
  now: string;
  onChange: (made: { madeOn: string | null; madeIn: PartOfDay | null }) => void;
}

/** A visit is written down at the door; one from paper or memory takes two taps more, and says so to whoever reads it. */
export const MadeWhen = ({ day, part, now, onChange }: MadeWhenProps) => {
  const { say, plain } = useText();
  const today = useToday();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [isOther, setOther] = useState(false);
  const yesterday = addDays(today, -1);
  const otherDay = isOther || (day !== null && day < yesterday);
  const choose = (next: string | null) => {
    setOther(false);
    onChange({ madeOn: next, madeIn: null });
  };
  if (!isOpen && day === null)
    return (
      <button type="button" className={classes['card']} aria-expanded={false} onClick={() => setOpen(true)}>
        <IconHistory size={22} aria-hidden="true" />
        <span>{say('door:earlier.open')}</span>
      </button>
    );
  const days = [
    { key: 'now', day: null },
    { key: 'today', day: today },
    { key: 'yesterday', day: yesterday },
  ] as const;
  return (
    <fieldset className={classes['when']}>
      <legend className={classes['legend']}>{say('door:earlier.when')}</legend>
      <div className={classes['chips']}>
        {days.map((one) => (
          <button
            key={one.key}
            type="button"
            className={classes['card']}
            aria-pressed={!otherDay && day === one.day}
            onClick={() => choose(one.day)}
          >
            {one.day === null ? <IconClock size={22} aria-hidden="true" /> : null}
            <span>{say(`door:earlier.${one.key}`)}</span>
          </button>
        ))}
        <button
          type="button"
          className={classes['card']}
          aria-pressed={otherDay}
          onClick={() => {
            setOther(true);
            onChange({ madeOn: addDays(today, -2), madeIn: null });
          }}
        >
          <span>{say('door:earlier.otherDay')}</span>
        </button>
      </div>
      {otherDay ? (
        <div className={classes['other']}>
          <label htmlFor={id}>{say('door:earlier.limit', { count: earlierVisitDays })}</label>
          <DayInput
            id={id}
            data-field="madeOn"
            className={classes['day']}
            min={addDays(today, -earlierVisitDays)}
            max={today}
            value={day ?? ''}
            onChange={(next) => {
              if (next !== '') onChange({ madeOn: next, madeIn: part });
            }}
          />
        </div>
      ) : null}
      {day === null ? null : (
        <div className={classes['chips']} role="group" aria-label={plain('door:earlier.part')}>
          {partsOfDay.map((one) => (
            <button
              key={one}
              type="button"
              className={classes['card']}
              aria-pressed={part === one}
              disabled={instantOfPart(day, one, { at: now, today }) === null}
              onClick={() => onChange({ madeOn: day, madeIn: one })}
            >
              <span>{say(`door:attempts.${one}`)}</span>
            </button>
          ))}
        </div>
      )}
    </fieldset>
  );
};
