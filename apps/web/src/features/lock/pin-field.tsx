import { useId, type ReactNode } from 'react';
import { pinLength } from '../../offline/pin.ts';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import classes from './lock.module.css';

interface PinFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  value: string;
  fresh?: boolean;
  disabled?: boolean;
  focused?: boolean;
  testId?: string;
  onChange: (pin: string) => void;
}

/** Six digits on the number keys; nothing else can be typed. */
export const PinField = ({ label, hint, error, value, fresh = false, focused = false, ...rest }: PinFieldProps) => {
  const id = useId();
  return (
    <Labelled label={label} hint={hint} error={error} htmlFor={id}>
      <input
        id={id}
        className={`${controlClass} ${classes['pin'] ?? ''}`}
        type="password"
        inputMode="numeric"
        autoComplete={fresh ? 'new-password' : 'off'}
        maxLength={pinLength}
        autoFocus={focused}
        disabled={rest.disabled}
        data-testid={rest.testId}
        value={value}
        onChange={(event) => rest.onChange(event.currentTarget.value.replace(/\D/g, ''))}
      />
    </Labelled>
  );
};
