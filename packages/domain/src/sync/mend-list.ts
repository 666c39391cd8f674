/** For a tablet whose count is not the server's though nothing is left to send: its list is read anew from the beginning. */
import type { PullWindow } from './pull.ts';
import type { Pull } from './query.ts';
import { applyWindow, emptyReplica, type Replica, type WholeWindow } from './replica.ts';
import type { SyncPorts } from './sync-engine.ts';

export type Place = Pick<Pull, 'epoch' | 'cursors' | 'resume'>;

/**
 * All pages as one, to be saved in one piece: while they come the tablet keeps the list it has.
 * @param begun what has come; where the line is cut, the next try goes on behind it
 */
export const readWhole = async <Page extends PullWindow>(
  ask: (from: Place) => Promise<Page>,
  begun: { list: Replica } = { list: emptyReplica },
): Promise<Page & WholeWindow> => {
  for (;;) {
    const { epoch, cursors, resume } = begun.list;
    const page = await ask({ epoch, cursors: { ...cursors }, resume });
    begun.list = applyWindow(begun.list, page, new Set());
    if (page.hasMore) continue;
    const upserts = [...begun.list.entries.values()];
    return { ...page, whole: true, upserts, removals: [], resetScopes: [], nextCursors: { ...begun.list.cursors } };
  }
};

const settlingPulls = 3;

interface Mending extends Pick<SyncPorts, 'storage' | 'pull'> {
  pullAll(): Promise<void>;
  isUnequal(): boolean;
  /** the server has answered */
  contact(): number;
  begun: { list: Replica };
}

export const mendList = async ({ storage, pull, pullAll, isUnequal, contact, begun }: Mending): Promise<void> => {
  // a list of many pages changes while it comes: what is told since settles that
  for (let pulls = 0; pulls < settlingPulls; pulls += 1) {
    await pullAll();
    if (!isUnequal()) return;
  }
  const { schema } = storage.pullRequest();
  const reply = await readWhole((from: Place) => pull({ ...from, schema }), begun);
  begun.list = emptyReplica;
  await storage.savePage(reply, new Date(contact()).toISOString());
  await pullAll();
};
