import { IconAlertTriangle, IconCheck, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { useLock } from '../../offline/lock-context.ts';
import { keepLockAfterMinutes, lockAfterMinutes, lockChoices } from '../../offline/lock-setting.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChangePin } from './change-pin.tsx';
import classes from './page.module.css';

/** Locking at once or after a while, and another PIN. */
export const LockSettings = () => {
  const { say } = useText();
  const lock = useLock();
  const [minutes, setMinutes] = useState(lockAfterMinutes);
  const [changing, setChanging] = useState(false);
  const [outcome, setOutcome] = useState<'changed' | 'failed' | null>(null);
  if (lock === null) return null;
  return (
    <section className={classes['body']}>
      <h2 className={classes['label']}>{say('lock:title')}</h2>
      <ChoiceRow
        legend={say('lock:after')}
        options={lockChoices.map((choice) => ({
          value: String(choice),
          words: say('lock:minutes', { count: choice }),
        }))}
        value={String(minutes)}
        onChange={(value) => {
          const next = lockChoices.find((choice) => String(choice) === value);
          if (next === undefined) return;
          keepLockAfterMinutes(next);
          setMinutes(next);
        }}
      />
      {changing ? (
        <ChangePin
          change={lock.change}
          onDone={(done) => {
            setChanging(false);
            setOutcome(done);
          }}
        />
      ) : (
        <BigButton look="quiet" onClick={() => setChanging(true)}>
          {say('lock:change')}
        </BigButton>
      )}
      {outcome === null ? null : (
        <Notice
          tone={outcome === 'changed' ? 'done' : 'overdue'}
          icon={outcome === 'changed' ? <IconCheck /> : <IconAlertTriangle />}
          urgent
        >
          {say(outcome === 'changed' ? 'lock:changed' : 'lock:notSet')}
        </Notice>
      )}
      <BigButton look="quiet" icon={<IconLock aria-hidden="true" />} onClick={lock.now}>
        {say('lock:now')}
      </BigButton>
    </section>
  );
};
