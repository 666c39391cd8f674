/** What an entry of the winter campaign is folded from, for tests. */
import type { EntryEvents } from './fold-entry.ts';

const campaign = {
  referenceDate: '2026-11-02',
  opensOn: '2026-11-02',
  deadline: '2027-01-01',
  targetRule: { minAge: 60 },
};
/** Born in 1942, and meant by the campaign. */
export const person = { state: 'active', birthDate: '1942-03-05', deceased: false } as const;

/** An entry to which nothing has happened, but for what is named. */
export const events = (over: Partial<EntryEvents> = {}): EntryEvents => ({
  campaign,
  person,
  visits: [],
  doses: [],
  decisions: [],
  ...over,
});
