/** What a tablet or a server may do wrong once: the tablet counts, reads its list anew, and nothing is left of it. */
import type { ReplicaEntry } from '../query.ts';
import type { Sabotage } from './story.ts';

export const mendedByTablet: [string, Sabotage][] = [
  [
    'that drops the first new elder of every page',
    {
      isMended: true,
      storage: (storage, disk) => ({
        ...storage,
        savePage: (reply, at) => {
          const isLost = ({ entryId }: ReplicaEntry, nth: number) => nth === 0 && !disk.replica.entries.has(entryId);
          const upserts = reply.upserts.filter((entry, nth) => reply.whole === true || !isLost(entry, nth));
          return storage.savePage({ ...reply, upserts }, at);
        },
      }),
    },
  ],
  [
    'that does not hear of who left the list',
    {
      isMended: true,
      storage: (storage) => ({
        ...storage,
        savePage: (reply, at) => storage.savePage({ ...reply, removals: [] }, at),
      }),
    },
  ],
  [
    'whose server forgets to tell of those who left',
    { isMended: true, window: (window) => ({ ...window, removals: [] }) },
  ],
];
