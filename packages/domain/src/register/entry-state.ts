/** The states of a register entry. Refused, deferred, away and unreachable are never closed (R05, R06). */
import { z } from 'zod';

export const openStates = [
  'to_visit', 'undecided', 'agreed', 'booked', 'deferred', 'refused', 'away', 'unreachable', 'exemption_claimed',
] as const; // prettier-ignore
export const closedStates = [
  'complete', 'complete_elsewhere', 'contraindicated', 'deceased', 'moved', 'not_target', 'merged',
] as const; // prettier-ignore
export const EntryState = z.enum([...openStates, ...closedStates]);
export type EntryState = z.infer<typeof EntryState>;

export const AgeBand = z.enum(['80+', '60-79']);
export type AgeBand = z.infer<typeof AgeBand>;

export const DoseStatus = z.enum(['none', 'partial', 'complete']);
export type DoseStatus = z.infer<typeof DoseStatus>;

export const NextAction = z.enum([
  'visit',
  'book',
  'revisit',
  'recheck',
  'verify',
  'find_address',
  'visit_institution',
  'next_dose',
  'assess',
  'approve',
  'book_home',
  'watch',
  'follow_up',
]);
export type NextAction = z.infer<typeof NextAction>;

export const isClosed = (state: EntryState): boolean => (closedStates as readonly string[]).includes(state);
