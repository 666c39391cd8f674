import { useId, useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';

interface PasswordFieldProps {
  fresh?: boolean;
  value: string;
  onChange: (value: string) => void;
}

export const PasswordField = ({ fresh = false, value, onChange }: PasswordFieldProps) => {
  const { say } = useText();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <Labelled label={say(fresh ? 'account:newPassword' : 'account:password')} htmlFor={id}>
      <input
        id={id}
        className={controlClass}
        type={shown ? 'text' : 'password'}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        required
        maxLength={256}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <label style={{ display: 'flex', alignItems: 'center', gap: 10, minHeight: 44 }}>
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => setShown(event.currentTarget.checked)}
          style={{ width: 22, height: 22 }}
        />
        <span>{say('account:showPassword')}</span>
      </label>
    </Labelled>
  );
};
