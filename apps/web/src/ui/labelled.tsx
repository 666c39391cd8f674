import type { ReactNode } from 'react';
import classes from './labelled.module.css';

interface LabelledProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** the id of the control inside */
  htmlFor: string;
  children: ReactNode;
}

/** A form control with its visible label, an optional hint and what is wrong with it. */
export const Labelled = ({ label, hint, error, htmlFor, children }: LabelledProps) => (
  <div className={classes['labelled']}>
    <label htmlFor={htmlFor} className={classes['label']}>
      {label}
    </label>
    {children}
    {hint === undefined ? null : <p className={classes['hint']}>{hint}</p>}
    {error === undefined || error === null ? null : (
      <p role="alert" className={classes['error']}>
        {error}
      </p>
    )}
  </div>
);

/** One look for inputs, selects and text areas. */
export const controlClass = classes['control'] ?? '';
