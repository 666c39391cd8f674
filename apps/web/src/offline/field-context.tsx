import { createContext, use, useSyncExternalStore } from 'react';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { FieldSession } from './field-session.ts';
import { entriesOf, type FieldMemory } from './field-memory.ts';
import type { FieldEntry } from './overlay.ts';
import type { PhotoCounts } from './photo-store.ts';
import type { SyncStatus } from '@qiaomen/domain/sync/sync-engine';

export const FieldContext = createContext<FieldSession | null>(null);

export const useField = (): FieldSession => {
  const session = use(FieldContext);
  if (session === null) throw new Error('useField outside the tablet');
  return session;
};

export const useFieldMemory = (): FieldMemory => {
  const { store } = useField();
  return useSyncExternalStore(store.subscribe, store.snapshot);
};

export const usePhotoCounts = (): PhotoCounts => {
  const { photos } = useField();
  return useSyncExternalStore(photos.subscribe, photos.snapshot);
};

export const useSyncStatus = (): SyncStatus => {
  const { engine } = useField();
  return useSyncExternalStore(engine.subscribe, engine.snapshot);
};

// one overlay per state of the memory, however many screens look at it
const overlays = new WeakMap<FieldMemory, FieldEntry[]>();

export const useEntries = (): FieldEntry[] => {
  const { account } = useField();
  const memory = useFieldMemory();
  const known = overlays.get(memory);
  if (known !== undefined) return known;
  const entries = entriesOf(memory, account.name);
  overlays.set(memory, entries);
  return entries;
};

export const useEntry = (personId: string | undefined): FieldEntry | undefined =>
  useEntries().find((entry) => entry.personId === personId);

const minute = 60_000;
const everyMinute = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, minute);
  document.addEventListener('visibilitychange', listener);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', listener);
  };
};

/** Today in Asia/Shanghai; a tablet left on over night turns the page by itself. */
export const useToday = (): string => useSyncExternalStore(everyMinute, () => shanghaiDay(new Date()));

/** Reading locks after 35 days without contact; recording and sending never do. */
export const readingLockDays = 35;

export const useReadingLocked = (): boolean => {
  const { pull } = useFieldMemory();
  const today = useToday();
  if (pull.lastContactAt === null) return false;
  return Date.parse(`${today}T00:00:00Z`) - Date.parse(pull.lastContactAt) > readingLockDays * 86_400_000;
};

export const useOnline = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
