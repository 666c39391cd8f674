import { useState } from 'react';
import { readDay } from './read-day.ts';

interface Limits {
  min?: string | undefined;
  max?: string | undefined;
}

/** What stands in a day's field while it is typed; outside it is a whole day or nothing. */
export const useTypedDay = (value: string, onChange: (day: string) => void, { min, max }: Limits) => {
  const [typed, setTyped] = useState(value);
  const [isLeft, setLeft] = useState(true);
  const [held, setHeld] = useState(value);
  // a day set from outside (a chip, a draft) replaces what was typed, for good
  if (held !== value) {
    setHeld(value);
    if (readDay(typed) !== value) setTyped(value);
  }
  return {
    text: typed,
    // nobody is told off in the middle of a day
    isWrong:
      isLeft &&
      ((typed.trim() !== '' && value === '') ||
        (value !== '' && ((min !== undefined && value < min) || (max !== undefined && value > max)))),
    type: (next: string): void => {
      setTyped(next);
      setLeft(false);
      const day = readDay(next);
      if (day !== value) onChange(day);
    },
    pick: (day: string): void => {
      setTyped(day);
      setLeft(true);
      if (day !== value) onChange(day);
    },
    settle: (): void => {
      setLeft(true);
      if (value !== '') setTyped(value);
    },
  };
};
