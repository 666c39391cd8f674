/** When an entry was closed and when it was open again, worked out from what was known at each moment. */
import type { CareEvent } from '../care/event.ts';
import { isClosed, type EntryState } from '../register/entry-state.ts';
import {
  entryRules,
  foldEntry,
  type EntryRules,
  type FoldedCampaign,
  type FoldedDose,
  type FoldedVisit,
} from '../register/fold-entry.ts';
import { instantOf } from './query.ts';

/** `voidedAt`: the moment it was declared void; null while it stands. */
export interface History {
  campaign: FoldedCampaign;
  birthDate: string | null;
  visits: readonly (FoldedVisit & { voidedAt: string | null })[];
  doses: readonly (FoldedDose & { voidedAt: string | null })[];
  care: readonly (CareEvent & { voidedAt: string | null })[];
}

export interface StateChange {
  at: string;
  from: EntryState;
  state: EntryState;
}

/** What a file says about death or moving has its own line: here only what people did opens and closes. */
export const stateChangesOf = (history: History, rules: EntryRules = entryRules): StateChange[] => {
  const { campaign, birthDate } = history;
  const person = { state: 'active', birthDate, deceased: false } as const;
  const until = <Event extends { voidedAt: string | null }>(
    events: readonly Event[],
    from: (event: Event) => string,
    moment: number,
  ) =>
    events
      .filter((event) => instantOf(from(event)) <= moment)
      .map((event) => ({ ...event, voided: event.voidedAt !== null && instantOf(event.voidedAt) <= moment }));
  const moments = new Map<number, string>();
  for (const { occurredAt, voidedAt } of [...history.visits, ...history.care])
    for (const at of [occurredAt, voidedAt]) if (at !== null) moments.set(instantOf(at), at);
  for (const { givenOn, voidedAt } of history.doses)
    for (const at of [givenOn, voidedAt]) if (at !== null) moments.set(instantOf(at), at);
  const changes: StateChange[] = [];
  let before: EntryState = foldEntry({ campaign, person, visits: [], doses: [], decisions: [] }, rules).state;
  for (const [moment, at] of [...moments].toSorted(([a], [b]) => a - b)) {
    const { state } = foldEntry(
      {
        campaign,
        person,
        visits: until(history.visits, ({ occurredAt }) => occurredAt, moment),
        doses: until(history.doses, ({ givenOn }) => givenOn, moment),
        care: until(history.care, ({ occurredAt }) => occurredAt, moment),
        decisions: [],
      },
      rules,
    );
    if (isClosed(state) !== isClosed(before)) changes.push({ at, from: before, state });
    before = state;
  }
  return changes;
};
