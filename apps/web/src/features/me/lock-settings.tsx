import { IconAlertTriangle, IconCheck, IconLock } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { useLock } from '../../offline/lock-context.ts';
import { keepLockAfterMinutes, lockAfterMinutes, lockChoices } from '../../offline/lock-setting.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChangePin } from './change-pin.tsx';
import classes from './page.module.css';

/** Locking at once or after a while, and another PIN. */
export const LockSettings = () => {
  const { say, plain } = useText();
  const lock = useLock();
  const id = useId();
  const [minutes, setMinutes] = useState(lockAfterMinutes);
  const [changing, setChanging] = useState(false);
  const [outcome, setOutcome] = useState<'changed' | 'failed' | null>(null);
  if (lock === null) return null;
  return (
    <section className={classes['body']}>
      <h2 className={classes['label']}>{say('lock:title')}</h2>
      <Labelled label={say('lock:after')} htmlFor={id}>
        <select
          id={id}
          className={controlClass}
          value={minutes}
          onChange={(event) => {
            const next = lockChoices.find((choice) => String(choice) === event.currentTarget.value);
            if (next === undefined) return;
            keepLockAfterMinutes(next);
            setMinutes(next);
          }}
        >
          {lockChoices.map((choice) => (
            <option key={choice} value={choice}>
              {plain('lock:minutes', { count: choice })}
            </option>
          ))}
        </select>
      </Labelled>
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
