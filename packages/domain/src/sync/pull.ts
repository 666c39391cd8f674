/**
 * What a tablet is told on a pull. Change rows are pointers only: the answer is the present state of what they point at,
 * so a move away and back, or a change seen twice, needs no case of its own. The cursor is the last row examined.
 */
import type { CountyCode } from '../area/area-code.ts';
import type { Pull, PullReply, ReplicaEntry } from './query.ts';
import { touches } from './scope.ts';
import type { ChangePointer, Reader, SyncStore, SyncView } from './store.ts';

export interface PullLimits {
  /** change rows examined per county */
  changes: number;
  /** entries per page of a snapshot */
  entries: number;
}
export const pullLimits: PullLimits = { changes: 1000, entries: 500 };

export type PullWindow = Pick<
  PullReply,
  'epoch' | 'upserts' | 'removals' | 'resetScopes' | 'nextCursors' | 'resume' | 'hasMore' | 'scopeCount'
>;

interface CountyWindow {
  upserts: ReplicaEntry[];
  removals: string[];
  reset: boolean;
  cursor: bigint;
  /** the last entry id of a snapshot page that was full */
  afterId: string | null;
  more: boolean;
}

const snapshotPage = async (view: SyncView, afterId: string | null, cursor: bigint, limits: PullLimits) => {
  const upserts = await view.listEntriesAfter(afterId, limits.entries);
  const last = upserts.length === limits.entries ? upserts.at(-1) : undefined;
  return {
    upserts,
    removals: [],
    reset: afterId === null,
    cursor,
    afterId: last?.entryId ?? null,
    more: last !== undefined,
  };
};

/** Resets that concern the reader: a place of theirs, their own list, or a place where they own somebody. */
const isReset = async (view: SyncView, reader: Reader, changes: readonly ChangePointer[]): Promise<boolean> => {
  const resets = changes.filter((change) => change.kind === 'reset');
  if (
    resets.some(({ userId, areaCode }) => userId === reader.userId || (userId === null && touches(reader, areaCode)))
  ) {
    return true;
  }
  const places = new Set(resets.filter((change) => change.userId === null).map((change) => change.areaCode));
  return places.size > 0 && (await view.ownsIn([...places]));
};

const changesWindow = async (
  view: SyncView,
  reader: Reader,
  after: bigint,
  limits: PullLimits,
): Promise<CountyWindow> => {
  const changes = await view.listChanges(after, limits.changes);
  if (await isReset(view, reader, changes)) return snapshotPage(view, null, await view.lastSeq(), limits);
  const ids = [...new Set(changes.flatMap((change) => (change.entryId === null ? [] : [change.entryId])))];
  const upserts = ids.length === 0 ? [] : await view.listEntriesById(ids);
  const seen = new Set(upserts.map((entry) => entry.entryId));
  const concerning = changes.filter(
    ({ userId, areaCode }) => userId === reader.userId || (userId === null && touches(reader, areaCode)),
  );
  const gone = concerning.flatMap(({ entryId }) => (entryId === null || seen.has(entryId) ? [] : [entryId]));
  return {
    upserts,
    removals: [...new Set(gone)],
    reset: false,
    cursor: changes.at(-1)?.seq ?? after,
    afterId: null,
    more: changes.length === limits.changes,
  };
};

interface Plan {
  /** null: the county is to be read anew */
  cursor: bigint | null;
  /** goes on with a snapshot behind this entry */
  afterId: string | null;
}

const readCounty = (store: SyncStore, county: CountyCode, reader: Reader, plan: Plan, limits: PullLimits) =>
  store.view(county, reader, async (view): Promise<CountyWindow & { count: number }> => {
    const count = await view.countEntries();
    const last = await view.lastSeq();
    // a cursor from a future the server does not have: its past was replaced
    const anew = plan.cursor === null || plan.cursor > last;
    if (plan.cursor !== null && !anew && plan.afterId === null) {
      return { ...(await changesWindow(view, reader, plan.cursor, limits)), count };
    }
    // while a snapshot is paged its cursor stays where it began, so that what changes meanwhile is told afterwards
    const cursor = plan.cursor === null || anew ? last : plan.cursor;
    return { ...(await snapshotPage(view, anew ? null : plan.afterId, cursor, limits)), count };
  });

/** @param counties those of the reader's duties and owned entries */
export const pull = async (
  store: SyncStore,
  reader: Reader,
  counties: readonly CountyCode[],
  request: Pull,
  limits: PullLimits = pullLimits,
): Promise<PullWindow> => {
  const epoch = await store.epoch();
  const sameEpoch = request.epoch === epoch;
  const cursors = sameEpoch ? request.cursors : {};
  const resume = sameEpoch ? request.resume : null;
  const window: PullWindow = {
    epoch,
    upserts: [],
    removals: [],
    // a county that was left altogether is emptied
    resetScopes: Object.keys(request.cursors).filter((county) => !counties.some((mine) => mine === county)),
    nextCursors: {},
    resume: null,
    hasMore: false,
    scopeCount: 0,
  };
  // the snapshot under way goes first, so that no other one takes its place
  const inOrder = counties.toSorted().toSorted((a, b) => Number(b === resume?.county) - Number(a === resume?.county));
  for (const county of inOrder) {
    const text = cursors[county];
    const plan: Plan = {
      cursor: text === undefined ? null : BigInt(text),
      afterId: resume?.county === county ? resume.afterId : null,
    };
    // one snapshot at a time: the tablet can only resume one
    const waits = window.resume !== null && plan.cursor === null;
    if (waits) {
      window.hasMore = true;
      window.scopeCount += await store.view(county, reader, (view) => view.countEntries());
      continue;
    }
    const part = await readCounty(store, county, reader, plan, limits);
    window.scopeCount += part.count;
    if (part.afterId !== null && window.resume !== null) {
      // a second county wants a new snapshot too: it keeps its cursor and gets its turn
      if (text !== undefined) window.nextCursors[county] = text;
      window.hasMore = true;
      continue;
    }
    window.upserts.push(...part.upserts);
    window.removals.push(...part.removals);
    if (part.reset) window.resetScopes.push(county);
    window.nextCursors[county] = part.cursor.toString();
    if (part.afterId !== null) window.resume = { county, afterId: part.afterId };
    window.hasMore ||= part.more;
  }
  return window;
};
