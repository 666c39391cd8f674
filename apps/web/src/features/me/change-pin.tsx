import { useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import type { Lock } from '../../offline/lock-context.ts';
import { isPin, isWeakPin } from '../../offline/pin.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import classes from './page.module.css';

interface ChangePinProps {
  change: Lock['change'];
  onDone: (outcome: 'changed' | 'failed' | null) => void;
}

const fields = ['current', 'next', 'again'] as const;
const labels = { current: 'lock:currentPin', next: 'lock:newPin', again: 'lock:repeat' } as const;

export const ChangePin = ({ change, onDone }: ChangePinProps) => {
  const { say } = useText();
  const [pins, setPins] = useState({ current: '', next: '', again: '' });
  const [left, setLeft] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const weak = isPin(pins.next) && isWeakPin(pins.next);
  const differs = pins.again.length === pins.next.length && pins.again !== pins.next;
  const ready = isPin(pins.current) && isPin(pins.next) && !weak && pins.again === pins.next;
  const errorOf = {
    current: left === null ? null : say('lock:wrong', { count: left }),
    next: weak ? say('lock:weak') : null,
    again: differs ? say('lock:differs') : null,
  };
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      const changed = await change(pins.current, pins.next);
      if (changed.state === 'changed') onDone('changed');
      if (changed.state === 'wrong') setLeft(changed.left);
    } catch {
      onDone('failed');
    }
    setBusy(false);
  };
  return (
    <div className={classes['body']}>
      {fields.map((field) => (
        <Labelled key={field} label={say(labels[field])} error={errorOf[field]} htmlFor={`pin-${field}`}>
          <input
            id={`pin-${field}`}
            className={controlClass}
            type="password"
            inputMode="numeric"
            autoComplete={field === 'current' ? 'off' : 'new-password'}
            maxLength={6}
            value={pins[field]}
            onChange={(event) => setPins({ ...pins, [field]: event.currentTarget.value.replace(/\D/g, '') })}
          />
        </Labelled>
      ))}
      <BigButton disabled={!ready || busy} onClick={() => void submit()}>
        {say(busy ? 'lock:working' : 'lock:save')}
      </BigButton>
      <BigButton look="plain" onClick={() => onDone(null)}>
        {say('lock:back')}
      </BigButton>
    </div>
  );
};
