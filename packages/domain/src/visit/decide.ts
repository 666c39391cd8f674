/** A visit that was made is never refused; what is odd about it is flagged for a supervisor. */
import type { FactFlag } from '../sync/query.ts';
import { ok, refused, type Result } from '../error.ts';
import { isClosed, type EntryState } from '../register/entry-state.ts';
import { outcomesWithReason, type VisitOutcome, type VisitReason } from './codes.ts';
import type { RecordVisit, VoidVisit } from './command.ts';
import type { QuestionAnswer } from './question.ts';
import type { VisitRules } from './next-step-rules.ts';
import type { PastVisit } from './attempts.ts';
import { proposeNextStep, type NextStep } from './next-step.ts';
import { contradicts } from './safety.ts';

export interface VisitFact {
  visitId: string;
  personId: string;
  campaignId: string;
  occurredAt: string;
  outcome: VisitOutcome;
  reasons: VisitReason[];
  nextDate: string | null;
  note: string;
  answers: QuestionAnswer[];
  byPhone: boolean;
  told: string[];
  step: NextStep;
}

export interface VisitSituation {
  occurredAt: string;
  /** the server's clock */
  now: string;
  /** null where the person has no entry in the campaign */
  entryState: EntryState | null;
  /** earlier visits that were not voided */
  history: readonly PastVisit[];
}

/** A tablet's clock may run a little ahead of the server's. */
export const clockToleranceMs = 5 * 60_000;

export const isInTheFuture = (occurredAt: string, now: string): boolean =>
  Date.parse(occurredAt) > Date.parse(now) + clockToleranceMs;

export const decideVisit = (
  command: RecordVisit,
  situation: VisitSituation,
  rules: VisitRules,
): { fact: VisitFact; flags: FactFlag[] } => {
  const { occurredAt, now, entryState, history } = situation;
  const before = history.filter((visit) => Date.parse(visit.occurredAt) < Date.parse(occurredAt));
  const step = proposeNextStep(command.outcome, before, occurredAt, rules);
  // a later visit has decided what comes next
  const isLatest = history.every((visit) => Date.parse(visit.occurredAt) <= Date.parse(occurredAt));
  const flags: FactFlag[] = [];
  if (command.writtenAfterDays !== undefined) flags.push({ code: 'written_later', days: command.writtenAfterDays });
  if (isInTheFuture(occurredAt, now)) flags.push({ code: 'in_the_future' });
  if (entryState !== null && isClosed(entryState)) flags.push({ code: 'person_closed' });
  if (history.some((visit) => contradicts(visit, { outcome: command.outcome, occurredAt })))
    flags.push({ code: 'contradicts_visit' });
  if (outcomesWithReason.includes(command.outcome) && command.reasons.length === 0)
    flags.push({ code: 'reason_missing' });
  if (isLatest && step.needsDate && command.nextDate === null) flags.push({ code: 'next_date_missing' });
  const { visitId, personId, campaignId, outcome, nextDate, note } = command;
  const reasons = [...new Set(command.reasons)];
  const answers = command.answers ?? [];
  const how = { byPhone: command.byPhone ?? false, told: [...new Set(command.told ?? [])] };
  return {
    fact: { visitId, personId, campaignId, occurredAt, outcome, reasons, nextDate, note, answers, ...how, step },
    flags,
  };
};

export interface VoidFact {
  visitId: string;
  personId: string;
  why: string;
  /** somebody voided it before: nothing is left to do */
  alreadyVoided: boolean;
}

export interface VoidSituation {
  visit: { id: string; voided: boolean } | null;
}

/** Only a record is voided, so a visit nobody knows cannot be. */
export const decideVoid = (
  command: VoidVisit,
  { visit }: VoidSituation,
): Result<{ fact: VoidFact; flags: FactFlag[] }> => {
  if (visit === null) return refused({ code: 'not_found' });
  const { visitId, personId, why } = command;
  return ok({ fact: { visitId, personId, why, alreadyVoided: visit.voided }, flags: [] });
};
