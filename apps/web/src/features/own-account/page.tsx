import { useState } from 'react';
import { LanguageSwitch } from '../../language/language-switch.tsx';
import { useText } from '../../language/use-text.tsx';
import { useSession } from '../../session/session.ts';
import { api, failureOf, type Failure } from '../../api/client.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';

/** The own account of people who work online: name, duties, language, password. */
export const OwnAccountPage = () => {
  const { say, sayFailure } = useText();
  const session = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [result, setResult] = useState<'changed' | Failure | null>(null);
  if (session.status !== 'signedIn') return null;
  const { account } = session;

  const change = async (): Promise<void> => {
    setResult(null);
    try {
      await api.account.changePassword.mutate({ current, next });
      setCurrent('');
      setNext('');
      setResult('changed');
    } catch (cause) {
      setResult(failureOf(cause));
    }
  };

  return (
    <Page title={account.name}>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 20, maxWidth: 520 }}>
        <p style={{ margin: 0 }}>
          {say(`codes:role.${account.role}`)} · {account.duties.map((duty) => duty.nameZh).join(' · ')}
        </p>
        <div>
          <strong>{say('common:language')}</strong>
          <LanguageSwitch
            onChanged={(language) => void api.account.changeLanguage.mutate({ language }).catch(() => null)}
          />
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
          <Labelled label={say('account:currentPassword')} htmlFor="current-password">
            <input
              id="current-password"
              type="password"
              autoComplete="current-password"
              required
              className={controlClass}
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          </Labelled>
          <Labelled label={say('account:newPassword')} htmlFor="new-password">
            <input
              id="new-password"
              type="password"
              autoComplete="new-password"
              required
              className={controlClass}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
          </Labelled>
          {result === null ? null : (
            <Notice tone={result === 'changed' ? 'done' : 'overdue'} urgent>
              {result === 'changed' ? say('account:passwordChanged') : sayFailure(result)}
            </Notice>
          )}
          {/* the page's only submit button: Enter in either field presses it */}
          <BigButton type="submit" disabled={current === '' || next === ''} onClick={() => void change()}>
            {say('account:changePassword')}
          </BigButton>
        </div>
      </div>
    </Page>
  );
};
