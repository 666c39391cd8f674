import type { ReactNode } from 'react';
import classes from './choice-row.module.css';

interface ChoiceRowProps<Value extends string> {
  legend: ReactNode;
  options: readonly { value: Value; words: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A few choices side by side instead of a list to open. */
export const ChoiceRow = <Value extends string>({ legend, options, value, onChange }: ChoiceRowProps<Value>) => (
  <fieldset className={classes['row']}>
    <legend className={classes['legend']}>{legend}</legend>
    <div className={classes['options']}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={classes['option']}
          aria-pressed={value === option.value}
          onClick={() => onChange(option.value)}
        >
          {option.words}
        </button>
      ))}
    </div>
  </fieldset>
);
