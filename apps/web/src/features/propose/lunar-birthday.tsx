/** Elders often know their birthday by the lunar calendar: what they say goes in, the solar day comes out to be looked at. */
import { useId, useState } from 'react';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './lunar-birthday.module.css';
import { knowsLunarDays, solarDayOf } from './lunar-day.ts';

const firstYear = 1900;
const count = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

export const LunarBirthday = ({ onFound }: { onFound: (day: string) => void }) => {
  const { say, language } = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [year, setYear] = useState('');
  const [month, setMonth] = useState(1);
  const [day, setDay] = useState(1);
  const [isLeap, setLeap] = useState(false);
  if (!knowsLunarDays()) return null;
  if (!isOpen)
    return (
      <BigButton look="plain" onClick={() => setOpen(true)}>
        {say('tablet:propose.lunar.open')}
      </BigButton>
    );
  const isYear = /^\d{4}$/.test(year) && Number(year) >= firstYear;
  const solar = isYear ? solarDayOf({ year: Number(year), month, isLeap, day }) : null;

  const choice = (part: 'month' | 'day', value: number, most: number, onChange: (value: number) => void) => (
    <Labelled label={say(`tablet:propose.lunar.${part}`)} htmlFor={`${id}-${part}`}>
      <select
        id={`${id}-${part}`}
        className={controlClass}
        value={value}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {count(most).map((number) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </select>
    </Labelled>
  );

  return (
    <div className={classes['lunar']}>
      <div className={classes['parts']}>
        <Labelled label={say('tablet:propose.lunar.year')} htmlFor={`${id}-year`}>
          <input
            id={`${id}-year`}
            className={controlClass}
            inputMode="numeric"
            maxLength={4}
            value={year}
            onChange={(event) => setYear(event.currentTarget.value)}
          />
        </Labelled>
        {choice('month', month, 12, setMonth)}
        {choice('day', day, 30, setDay)}
        <label className={classes['leap']}>
          <input type="checkbox" checked={isLeap} onChange={(event) => setLeap(event.currentTarget.checked)} />
          <span>{say('tablet:propose.lunar.leap')}</span>
        </label>
      </div>
      {isYear && solar === null ? <Notice tone="due">{say('tablet:propose.lunar.none')}</Notice> : null}
      {solar === null ? null : (
        <>
          <p className={classes['result']}>{say('tablet:propose.lunar.result', { day: formatDay(language, solar) })}</p>
          <BigButton
            look="quiet"
            onClick={() => {
              onFound(solar);
              setOpen(false);
            }}
          >
            {say('tablet:propose.lunar.fill')}
          </BigButton>
        </>
      )}
    </div>
  );
};
