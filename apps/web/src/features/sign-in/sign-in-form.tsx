import { useId, useState } from 'react';
import type { Account } from '@qiaomen/domain/account/query';
import { api, failureOf } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { PasswordField } from './password-field.tsx';
import { useAttempt } from './use-attempt.ts';
import classes from './page.module.css';

interface SignInFormProps {
  filled: { login: string; password: string } | null;
  onAccount: (account: Account) => Promise<void>;
}

export const SignInForm = ({ filled, onAccount }: SignInFormProps) => {
  const { say } = useText();
  const [login, setLogin] = useState(filled?.login ?? '');
  const [password, setPassword] = useState(filled?.password ?? '');
  const [totp, setTotp] = useState<string | null>(null);
  const { busy, failure, attempt } = useAttempt();
  const loginId = useId();
  const totpId = useId();

  const submit = () =>
    attempt(async () => {
      try {
        await onAccount(await api.account.signIn.mutate({ login, password, totp }));
      } catch (cause) {
        const why = failureOf(cause);
        if (why.kind === 'refused' && why.error.code === 'totp_required' && totp === null) setTotp('');
        else throw cause;
      }
    });

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {totp === null ? (
        <>
          <Labelled label={say('account:login')} htmlFor={loginId}>
            <input
              id={loginId}
              className={controlClass}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              maxLength={64}
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
            />
          </Labelled>
          <PasswordField value={password} onChange={setPassword} />
        </>
      ) : (
        <Labelled label={say('account:totp')} hint={say('account:totpHint')} htmlFor={totpId}>
          <input
            id={totpId}
            className={controlClass}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            required
            pattern="[0-9 ]{6,7}"
            value={totp}
            onChange={(event) => setTotp(event.currentTarget.value)}
          />
        </Labelled>
      )}
      <FailureNotice failure={failure} />
      <BigButton type="submit" wide disabled={busy}>
        {say('account:signIn')}
      </BigButton>
      {totp === null ? null : (
        <BigButton look="plain" wide onClick={() => setTotp(null)}>
          {say('account:otherAccount')}
        </BigButton>
      )}
    </form>
  );
};
