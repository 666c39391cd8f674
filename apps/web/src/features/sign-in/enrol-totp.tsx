import { useEffect, useId, useState } from 'react';
import type { TotpSecret } from '@qiaomen/domain/account/query';
import { api, failureOf } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { startSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { useAttempt } from './use-attempt.ts';
import classes from './page.module.css';

/** The second factor of every role that sees more than its own list; nothing else is possible before. */
export const EnrolTotp = () => {
  const { say, plain } = useText();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [picture, setPicture] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const { busy, failure, attempt, setFailure } = useAttempt();
  const id = useId();

  useEffect(() => {
    let gone = false;
    void (async () => {
      try {
        const started = await api.account.totpStart.mutate();
        const { toDataURL } = await import('qrcode');
        const image = await toDataURL(started.uri, { margin: 1, width: 440 });
        if (gone) return;
        setSecret(started);
        setPicture(image);
      } catch (cause) {
        if (!gone) setFailure(failureOf(cause));
      }
    })();
    return () => {
      gone = true;
    };
  }, [setFailure]);

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        attempt(async () => {
          await api.account.totpConfirm.mutate({ code: code.replace(/\s/g, '') });
          await startSession();
        });
      }}
    >
      <h2 style={{ margin: 0, fontSize: '1.25rem' }}>{say('account:enrol.title')}</h2>
      <p style={{ margin: 0 }}>{say('account:enrol.body')}</p>
      <p style={{ margin: 0 }}>{say('account:enrol.scan')}</p>
      {picture === null ? null : <img className={classes['qr']} src={picture} alt={plain('account:enrol.scan')} />}
      {secret === null ? null : <div className={classes['key']}>{secret.secret}</div>}
      <Labelled label={say('account:totp')} htmlFor={id}>
        <input
          id={id}
          className={controlClass}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          pattern="[0-9 ]{6,7}"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </Labelled>
      <FailureNotice failure={failure} />
      <BigButton type="submit" wide disabled={busy || secret === null}>
        {say('account:enrol.confirm')}
      </BigButton>
    </form>
  );
};
