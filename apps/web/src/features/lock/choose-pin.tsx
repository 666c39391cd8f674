import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { isPin, isWeakPin, pinLength } from '../../offline/pin.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PinField } from './pin-field.tsx';
import classes from './lock.module.css';

interface ChoosePinProps {
  name: string;
  onPin: (pin: string) => Promise<void>;
}

/** At the first sign-in on a tablet: nothing about anybody is stored here before there is a PIN. */
export const ChoosePin = ({ name, onPin }: ChoosePinProps) => {
  const { say } = useText();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const weak = isPin(pin) && isWeakPin(pin);
  const differs = again.length === pinLength && again !== pin;
  const ready = isPin(pin) && !weak && again === pin;
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    try {
      await onPin(pin);
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };
  return (
    <main className={classes['page']}>
      <form
        className={classes['card']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void submit();
        }}
      >
        <p role="heading" aria-level={1} className={classes['title']}>
          <IconLock size={32} aria-hidden="true" />
          {say('lock:choose')}
        </p>
        <p className={classes['line']}>
          <Name>{name}</Name> · {say('lock:chooseWhy')}
        </p>
        <PinField
          label={say('lock:newPin')}
          hint={say('lock:digits')}
          error={weak ? say('lock:weak') : null}
          value={pin}
          fresh
          focused
          disabled={busy}
          testId="pin-choose"
          onChange={setPin}
        />
        <PinField
          label={say('lock:repeat')}
          error={differs ? say('lock:differs') : null}
          value={again}
          fresh
          disabled={busy}
          testId="pin-repeat"
          onChange={setAgain}
        />
        {failed ? (
          <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
            {say('lock:notSet')}
          </Notice>
        ) : null}
        <BigButton type="submit" wide disabled={!ready || busy} data-testid="pin-save">
          {say(busy ? 'lock:working' : 'lock:save')}
        </BigButton>
      </form>
    </main>
  );
};
