import { useId, useState } from 'react';
import type { Account } from '@qiaomen/domain/account/query';
import { api } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { PasswordField } from './password-field.tsx';
import { useAttempt } from './use-attempt.ts';
import classes from './page.module.css';

interface ActivateFormProps {
  onAccount: (account: Account) => Promise<void>;
  onBack: () => void;
}

export const ActivateForm = ({ onAccount, onBack }: ActivateFormProps) => {
  const { say } = useText();
  const [login, setLogin] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { busy, failure, attempt } = useAttempt();
  const loginId = useId();
  const codeId = useId();
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        attempt(async () => {
          const account = await api.account.activate.mutate({ login, code, password });
          // who has a second factor signs in with it now
          if (account === null) onBack();
          else await onAccount(account);
        });
      }}
    >
      <Labelled label={say('account:login')} htmlFor={loginId}>
        <input
          id={loginId}
          className={controlClass}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
      </Labelled>
      <Labelled label={say('account:code')} hint={say('account:activateHint')} htmlFor={codeId}>
        <input
          id={codeId}
          className={controlClass}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          minLength={8}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </Labelled>
      <PasswordField fresh value={password} onChange={setPassword} />
      <FailureNotice failure={failure} />
      <BigButton type="submit" wide disabled={busy}>
        {say('account:setPassword')}
      </BigButton>
      <BigButton look="plain" wide onClick={onBack}>
        {say('account:backToSignIn')}
      </BigButton>
    </form>
  );
};
