import { IconShieldLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Account, InstallState } from '@qiaomen/domain/account/query';
import { api, failureOf, type Failure } from '../../api/client.ts';
import { LanguageChoice } from '../../language/language-choice.tsx';
import { useText } from '../../language/use-text.tsx';
import { landingPath } from '../../session/roles.ts';
import { acceptAccount, useSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ActivateForm } from './activate-form.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { EnrolTotp } from './enrol-totp.tsx';
import { FirstAdminForm } from './first-admin-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './page.module.css';

const pathAfter = (state: unknown, account: Account): string => {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && from !== '/' ? from : landingPath(account.role);
};

export const SignInPage = () => {
  const { say } = useText();
  const session = useSession();
  const location = useLocation();
  const [install, setInstall] = useState<InstallState | null>(null);
  const [trouble, setTrouble] = useState<Failure | null>(null);
  const [activating, setActivating] = useState(false);
  const [filled, setFilled] = useState<{ login: string; password: string; count: number } | null>(null);

  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    api.account.installState.query().then(
      (state) => {
        if (!gone) setInstall(state);
      },
      (cause: unknown) => {
        if (!gone) setTrouble(failureOf(cause));
      },
    );
    return () => {
      gone = true;
    };
  }, [attempt]);

  const accept = async (account: Account, code: string | null = null): Promise<void> => {
    await acceptAccount(account, code);
  };

  const signedIn = session.status === 'signedIn' ? session : undefined;
  if (signedIn !== undefined && !signedIn.ended && !signedIn.account.mustEnrolTotp)
    return <Navigate to={pathAfter(location.state, signedIn.account)} replace />;

  const form = () => {
    if (signedIn?.account.mustEnrolTotp === true) return <EnrolTotp />;
    if (install?.needsFirstAdmin === true) return <FirstAdminForm onAccount={accept} />;
    if (activating) return <ActivateForm onAccount={accept} onBack={() => setActivating(false)} />;
    return (
      <>
        <SignInForm key={filled?.count ?? 0} filled={filled} onAccount={accept} />
        <BigButton look="plain" wide onClick={() => setActivating(true)}>
          {say('account:activate')}
        </BigButton>
      </>
    );
  };

  const blocked = !window.isSecureContext || install?.secure === false;
  const unsupported = !blocked && (!('indexedDB' in window) || !('subtle' in crypto));
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <div className={classes['top']}>
          <img src="/icon.svg" alt="" width={56} height={56} />
          <div className={classes['names']}>
            <h1 className={classes['name']}>{say('common:appName')}</h1>
            <p className={classes['line']}>{say('common:appLine')}</p>
          </div>
          <div className={classes['language']}>
            <LanguageChoice />
          </div>
        </div>
        {trouble === null || install !== null ? null : (
          <Notice tone="offline" title={say('common:network.title')} urgent>
            {say('common:network.body')}
            <BigButton
              look="quiet"
              onClick={() => {
                setTrouble(null);
                setAttempt(attempt + 1);
              }}
            >
              {say('common:retry')}
            </BigButton>
          </Notice>
        )}
        {unsupported ? (
          <Notice tone="overdue" icon={<IconShieldLock />} title={say('account:unsupported.title')} urgent>
            {say('account:unsupported.body')}
          </Notice>
        ) : null}
        {blocked ? (
          <Notice tone="overdue" icon={<IconShieldLock />} title={say('account:insecure.title')} urgent>
            {say('account:insecure.body')}
          </Notice>
        ) : (
          form()
        )}
        {install?.demo === true && !blocked && install.demoSignIns.length > 0 ? (
          <DemoAccounts
            accounts={install.demoSignIns}
            onChoose={(chosen) => {
              setActivating(false);
              setFilled({ login: chosen.login, password: chosen.password, count: (filled?.count ?? 0) + 1 });
            }}
          />
        ) : null}
      </div>
    </main>
  );
};
