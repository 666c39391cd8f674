import { IconDatabase } from '@tabler/icons-react';
import { formatBytes } from '@qiaomen/i18n/fmt';
import { useStorageRoom } from '../../field/use-storage-room.ts';
import { useText } from '../../language/use-text.tsx';
import { isShort } from '../../offline/storage-room.ts';
import { Notice } from '../../ui/notice.tsx';
import classes from './page.module.css';

/** Whether the browser promises to keep the data, and how much room is left. */
export const StorageState = () => {
  const { say } = useText();
  const storage = useStorageRoom();
  if (storage === null) return null;
  return (
    <section className={classes['section']}>
      <h2>{say('tablet:sync.storage')}</h2>
      <Notice tone={storage.persisted ? 'done' : 'due'} icon={<IconDatabase />}>
        {say(storage.persisted ? 'tablet:sync.persisted' : 'tablet:sync.notPersisted')}
        <div>{say('tablet:sync.space', { used: formatBytes(storage.used), free: formatBytes(storage.free) })}</div>
      </Notice>
      {isShort(storage) ? <Notice tone="overdue">{say('tablet:sync.spaceLow')}</Notice> : null}
    </section>
  );
};
