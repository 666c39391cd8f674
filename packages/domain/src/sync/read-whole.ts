/** Reads the list from its beginning, for a tablet whose count is not the server's though nothing is left to send or tell. */
import type { PullWindow } from './pull.ts';
import type { Pull } from './query.ts';
import { applyWindow, emptyReplica, type Replica, type WholeWindow } from './replica.ts';

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
