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
  onAccount: (account: Account, code: string | null) => Promise<void>;
}

export const SignInForm = ({ filled, onAccount }: SignInFormProps) => {
  const { say } = useText();
  const [login, setLogin] = useState(filled?.login ?? '');
  const [password, setPassword] = useState(filled?.password ?? '');
  const [totp, setTotp] = useState<string | null>(null);
  const { busy, failure, attempt } = useAttempt();
  const loginId = useId();
  const totpId = useId();
  const codeId = useId();
  // the password was right; this tablet still needs its supervisor's code
  const [proved, setProved] = useState<Account | null>(null);
  const [code, setCode] = useState('');

  const submit = () =>
    attempt(async () => {
      try {
        const account = proved ?? (await api.account.signIn.mutate({ login, password, totp }));
        try {
          await onAccount(account, proved === null ? null : code);
        } catch (cause) {
          const why = failureOf(cause);
          if (why.kind !== 'refused' || why.error.code !== 'tablet_code_needed') throw cause;
          setProved(account);
        }
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
      {proved !== null ? (
        <Labelled label={say('lock:tabletCode')} hint={say('errors:tablet_code_needed')} htmlFor={codeId}>
          <input
            id={codeId}
            className={controlClass}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
            required
            maxLength={64}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </Labelled>
      ) : totp === null ? (
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
