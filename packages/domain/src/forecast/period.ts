/** Lengths of time as schedules write them ("3 weeks", "2 years - 4 days"), added by the rules of CDC's CDSi, CALCDT-1 to 6. */
import { z } from 'zod';
import { addDays, addMonths, addYears } from '../register/day.ts';

const part = /\s*([+-])?\s*(\d{1,4})\s*(day|week|month|year)s?\s*/gy;

interface Amount {
  years: number;
  months: number;
  days: number;
}

const known = new Map<string, Amount | null>();

/** A table has a few dozen lengths of time, and they are asked for millions of times. */
const readPeriod = (text: string): Amount | null => {
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = parsePeriod(text);
  if (known.size < 1000) known.set(text, read);
  return read;
};

const parsePeriod = (text: string): Amount | null => {
  const amount: Amount = { years: 0, months: 0, days: 0 };
  part.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    const match = part.exec(text);
    if (match === null || (at > 0 && match[1] === undefined)) return null;
    const count = Number(match[2]) * (match[1] === '-' ? -1 : 1);
    if (match[3] === 'year') amount.years += count;
    else if (match[3] === 'month') amount.months += count;
    else amount.days += match[3] === 'week' ? count * 7 : count;
    at = part.lastIndex;
  }
  return at === 0 ? null : amount;
};

export const Period = z.string().refine((text) => readPeriod(text) !== null, { error: 'period' });
export type Period = string;

/** Years first, then months (a day that month lacks becomes the first of the next one), then weeks and days. */
export const addPeriod = (day: string, period: Period): string => {
  const amount = readPeriod(period);
  if (amount === null) throw new Error('not a period of time');
  return addDays(addMonths(addYears(day, amount.years), amount.months), amount.days);
};
