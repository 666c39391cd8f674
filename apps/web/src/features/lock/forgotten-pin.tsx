import { IconAlertTriangle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Account } from '@qiaomen/domain/account/query';
import { api, failureOf, type Failure } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './lock.module.css';

interface ForgottenPinProps {
  account: Account;
  onProved: (proved: Account) => Promise<void>;
  onBack: () => void;
}

/** Without the PIN the password proves who it is, over the network; a new PIN follows. */
export const ForgottenPin = ({ account, onProved, onBack }: ForgottenPinProps) => {
  const { say, sayFailure } = useText();
  const id = useId();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await onProved(await api.account.signIn.mutate({ login: account.login, password, totp: null }));
    } catch (cause) {
      setFailure(failureOf(cause));
      setBusy(false);
    }
  };
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <p className={classes['line']}>{say('lock:forgottenBody')}</p>
      <Labelled label={say('account:password')} htmlFor={id}>
        <input
          id={id}
          className={controlClass}
          type="password"
          autoComplete="current-password"
          required
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Labelled>
      {failure === null ? null : (
        <Notice tone="due" icon={<IconAlertTriangle />} urgent>
          {sayFailure(failure)}
        </Notice>
      )}
      <BigButton type="submit" wide disabled={busy}>
        {say('lock:proceed')}
      </BigButton>
      <BigButton look="plain" wide onClick={onBack}>
        {say('lock:back')}
      </BigButton>
    </form>
  );
};
