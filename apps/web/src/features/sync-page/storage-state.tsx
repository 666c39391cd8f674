import { IconDatabase } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatBytes } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './page.module.css';

interface Storage {
  persisted: boolean;
  used: number;
  free: number;
}

const lowSpace = 200_000_000;

const readStorage = async (): Promise<Storage | null> => {
  // asking again costs nothing and is granted once the application is on the home screen
  const persisted = (await navigator.storage?.persist?.()) ?? false;
  const estimate = await navigator.storage?.estimate?.();
  if (estimate === undefined) return null;
  const used = estimate.usage ?? 0;
  return { persisted, used, free: Math.max(0, (estimate.quota ?? 0) - used) };
};

/** Whether the browser promises to keep the data, and how much room is left. */
export const StorageState = () => {
  const { say } = useText();
  const [storage, setStorage] = useState<Storage | null>(null);
  useEffect(() => {
    let gone = false;
    void readStorage().then((next) => {
      if (!gone) setStorage(next);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (storage === null) return null;
  return (
    <section className={classes['section']}>
      <h2>{say('tablet:sync.storage')}</h2>
      <Notice tone={storage.persisted ? 'done' : 'due'} icon={<IconDatabase />}>
        {say(storage.persisted ? 'tablet:sync.persisted' : 'tablet:sync.notPersisted')}
        <div>{say('tablet:sync.space', { used: formatBytes(storage.used), free: formatBytes(storage.free) })}</div>
      </Notice>
      {storage.free < lowSpace ? <Notice tone="overdue">{say('tablet:sync.spaceLow')}</Notice> : null}
    </section>
  );
};
