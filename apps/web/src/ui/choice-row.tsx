import type { ReactNode } from 'react';
import classes from './choice-row.module.css';

interface ChoiceRowProps<Value extends string> {
  legend: ReactNode;
  options: readonly { value: Value; words: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  /** what a draft remembers of where it was left */
  field?: string;
}

/** A few choices side by side instead of a list to open. */
export const ChoiceRow = <Value extends string>({ legend, options, value, onChange, field }: ChoiceRowProps<Value>) => (
  <fieldset className={classes['row']}>
    <legend className={classes['legend']}>{legend}</legend>
    <div className={classes['options']}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          data-field={field === undefined ? undefined : `${field} ${option.value}`}
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
