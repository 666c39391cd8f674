import { useEffect, useState } from 'react';
import { useSyncStatus } from '../offline/field-context.tsx';
import { readStorageRoom, type StorageRoom } from '../offline/storage-room.ts';

/** Looked at anew after every exchange: a day's photographs may have filled the tablet. */
export const useStorageRoom = (): StorageRoom | null => {
  const { working } = useSyncStatus();
  const [room, setRoom] = useState<StorageRoom | null>(null);
  useEffect(() => {
    if (working) return undefined;
    let gone = false;
    readStorageRoom().then(
      (next) => {
        if (!gone) setRoom(next);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [working]);
  return room;
};
