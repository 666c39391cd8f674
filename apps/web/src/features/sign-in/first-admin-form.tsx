import { useId, useState } from 'react';
import type { Account } from '@qiaomen/domain/account/query';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { api } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { PasswordField } from './password-field.tsx';
import { useAttempt } from './use-attempt.ts';
import classes from './page.module.css';

/** An install without users: whoever can read the server's console creates the first administrator. */
export const FirstAdminForm = ({ onAccount }: { onAccount: (account: Account) => Promise<void> }) => {
  const { say } = useText();
  const [code, setCode] = useState('');
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [area, setArea] = useState('');
  const [password, setPassword] = useState('');
  const { busy, failure, attempt, setFailure } = useAttempt();
  const id = useId();

  const submit = () => {
    const areaCode = AreaCode.safeParse(area.trim());
    if (!areaCode.success) {
      setFailure({ kind: 'refused', error: { code: 'bad_input', fields: [area] } });
      return;
    }
    attempt(async () =>
      onAccount(await api.account.firstAdmin.mutate({ code, login, name, areaCode: areaCode.data, password })),
    );
  };

  const field = (part: string, value: string, onChange: (value: string) => void, autoComplete: string) => (
    <input
      id={`${id}-${part}`}
      className={controlClass}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 style={{ margin: 0, fontSize: '1.25rem' }}>{say('account:firstAdmin.title')}</h2>
      <Labelled label={say('account:firstAdmin.code')} hint={say('account:firstAdmin.hint')} htmlFor={`${id}-code`}>
        {field('code', code, setCode, 'off')}
      </Labelled>
      <Labelled label={say('account:firstAdmin.name')} htmlFor={`${id}-name`}>
        {field('name', name, setName, 'name')}
      </Labelled>
      <Labelled label={say('account:firstAdmin.area')} hint={say('account:firstAdmin.areaHint')} htmlFor={`${id}-area`}>
        {field('area', area, setArea, 'off')}
      </Labelled>
      <Labelled label={say('account:login')} htmlFor={`${id}-login`}>
        {field('login', login, setLogin, 'username')}
      </Labelled>
      <PasswordField fresh value={password} onChange={setPassword} />
      <FailureNotice failure={failure} />
      <BigButton type="submit" wide disabled={busy}>
        {say('account:firstAdmin.create')}
      </BigButton>
    </form>
  );
};
