import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '@qiaomen/domain/account/query';
import { useText } from '../../language/use-text.tsx';
import { pinLength } from '../../offline/pin.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ForgottenPin } from './forgotten-pin.tsx';
import { PinField } from './pin-field.tsx';
import classes from './lock.module.css';

interface EnterPinProps {
  account: Account;
  /** how many tries are left after a wrong one; null when it opened or there is nothing left to open */
  onPin: (pin: string) => Promise<number | null>;
  /** the password was right: what can be read here goes, what waits to be sent stays */
  onForgotten: (proved: Account) => Promise<void>;
}

export const EnterPin = ({ account, onPin, onForgotten }: EnterPinProps) => {
  const { say } = useText();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const tryPin = async (next: string): Promise<void> => {
    setPin(next);
    if (next.length < pinLength || busy) return;
    setBusy(true);
    setFailed(false);
    try {
      setLeft(await onPin(next));
    } catch {
      setFailed(true);
    }
    setPin('');
    setBusy(false);
  };
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <p role="heading" aria-level={1} className={classes['title']}>
          <IconLock size={32} aria-hidden="true" />
          <Name>{account.name}</Name>
        </p>
        {forgotten ? (
          <ForgottenPin account={account} onProved={onForgotten} onBack={() => setForgotten(false)} />
        ) : (
          <>
            <PinField
              label={say('lock:enter')}
              hint={say(busy ? 'lock:working' : 'lock:enterHint')}
              error={left === null ? null : say('lock:wrong', { count: left })}
              value={pin}
              focused
              disabled={busy}
              testId="pin-enter"
              onChange={(next) => void tryPin(next)}
            />
            {failed ? (
              <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
                {say('lock:notOpened')}
              </Notice>
            ) : null}
            <BigButton look="plain" wide onClick={() => setForgotten(true)}>
              {say('lock:forgotten')}
            </BigButton>
          </>
        )}
      </div>
    </main>
  );
};
