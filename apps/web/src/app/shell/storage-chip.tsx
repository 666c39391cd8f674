import { IconDatabaseExclamation, IconUsers } from '@tabler/icons-react';
import { useStorageRoom } from '../../field/use-storage-room.ts';
import { useText } from '../../language/use-text.tsx';
import { useFieldMemory, useSyncStatus } from '../../offline/field-context.tsx';
import { isShort } from '../../offline/storage-room.ts';
import { Badge } from '../../ui/badge.tsx';

/** Beside the chip: storage that is short or may be cleared, and a list that is not the server's. Else nothing. */
export const StorageChip = () => {
  const { say } = useText();
  const { replica, pull } = useFieldMemory();
  const { working, trouble } = useSyncStatus();
  const room = useStorageRoom();
  const here = replica.entries.size - replica.leaving.size;
  // while pages arrive, and until the first list is whole, the counts cannot agree
  const compared = !working && trouble === null && pull.completedAt !== null && pull.scopeCount !== null;
  if (compared && pull.scopeCount !== here)
    return (
      <Badge tone="due" icon={<IconUsers size={20} />}>
        {say('lock:chipCounts', { here, there: pull.scopeCount ?? 0 })}
      </Badge>
    );
  if (room === null || (room.persisted && !isShort(room))) return null;
  return (
    <Badge tone={isShort(room) ? 'overdue' : 'due'} icon={<IconDatabaseExclamation size={20} />}>
      {say(isShort(room) ? 'lock:chipSpace' : 'lock:chipMayGo')}
    </Badge>
  );
};
