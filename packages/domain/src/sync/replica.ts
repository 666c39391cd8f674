/** How a pull changes what the tablet holds. One window is applied in one storage transaction, its cursors with it. */
import type { ReplicaEntry } from './query.ts';
import type { PullWindow } from './pull.ts';

export interface Replica {
  epoch: string | null;
  cursors: Readonly<Record<string, string>>;
  resume: { county: string; afterId: string } | null;
  entries: ReadonlyMap<string, ReplicaEntry>;
  /** entries that left the scope while work on them was unsent: shown greyed until it is sent */
  leaving: ReadonlySet<string>;
}

export const emptyReplica: Replica = { epoch: null, cursors: {}, resume: null, entries: new Map(), leaving: new Set() };

/** Set by the tablet itself: what is not in the window has left the list. */
export interface WholeWindow extends PullWindow {
  whole?: true;
}

/** @param unsent ids of persons that commands in the outbox speak of */
export const applyWindow = (replica: Replica, window: WholeWindow, unsent: ReadonlySet<string>): Replica => {
  const anew = replica.epoch !== window.epoch || window.whole === true;
  const entries = new Map(replica.entries);
  const leaving = new Set(replica.leaving);
  const leave = (entryId: string): void => {
    const entry = entries.get(entryId);
    if (entry === undefined) return;
    if (unsent.has(entry.personId)) leaving.add(entryId);
    else {
      entries.delete(entryId);
      leaving.delete(entryId);
    }
  };
  for (const [entryId, { county }] of entries) if (anew || window.resetScopes.includes(county)) leave(entryId);
  for (const entryId of window.removals) leave(entryId);
  for (const entry of window.upserts) {
    const held = entries.get(entry.entryId);
    // pages may overlap; an older state never replaces a newer one, but what was kept over a reset may be of a lost past
    if (held !== undefined && !anew && !leaving.has(entry.entryId) && held.rev > entry.rev) continue;
    entries.set(entry.entryId, entry);
    leaving.delete(entry.entryId);
  }
  for (const entryId of leaving) if (!unsent.has(entries.get(entryId)?.personId ?? '')) leave(entryId);
  const known = Object.entries(anew ? {} : replica.cursors).filter(([county]) => !window.resetScopes.includes(county));
  const cursors = { ...Object.fromEntries(known), ...window.nextCursors };
  return { epoch: window.epoch, cursors, resume: window.resume, entries, leaving };
};
