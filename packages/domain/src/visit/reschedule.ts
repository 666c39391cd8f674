/** Whether and where to the next step after a visit may be moved. The tablet offers no other day, the server takes no other. */
import { ok, refused, type Result } from '../error.ts';
import { addDays, dayOf } from '../register/day.ts';
import { isClosed, type EntryState } from '../register/entry-state.ts';
import { findRule, type RuleRow } from '../rule.ts';
import type { PastVisit } from './attempts.ts';
import type { VisitOutcome } from './codes.ts';
import type { RescheduleVisit } from './command.ts';
import { visitRules, type VisitRules } from './next-step-rules.ts';
import { proposeNextStep } from './next-step.ts';

export interface RescheduleRule extends RuleRow {
  outcomes: readonly VisitOutcome[];
  /** so many days from today at most; from the earliest day where that lies later */
  aheadDays: number;
  /** never before the day the rule or the people at the door named: nobody is asked again too soon */
  notBefore: boolean;
}

const house = { source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;

export const rescheduleRules: readonly RescheduleRule[] = [
  { id: 'RS-MEET', outcomes: ['02', '03', '07', '08', '12', '15'], aheadDays: 7, notBefore: false, ...house },
  { id: 'RS-CHECK', outcomes: ['01', '06', '10', '11', '13', '16'], aheadDays: 14, notBefore: false, ...house },
  { id: 'RS-REFUSED', outcomes: ['04'], aheadDays: 30, notBefore: true, ...house },
  { id: 'RS-DEFERRED', outcomes: ['05'], aheadDays: 14, notBefore: true, ...house },
  { id: 'RS-AWAY', outcomes: ['09', '14'], aheadDays: 30, notBefore: false, ...house },
];

export interface DatedVisit extends PastVisit {
  id: string;
  /** the day that holds now: named, or moved to */
  nextDate: string | null;
}

export interface Window {
  earliest: string;
  latest: string;
  ruleId: string;
}

/**
 * The days the next step may be moved to, or undefined where this visit decides nothing any more.
 * @param history all visits that were not voided
 */
export const rescheduleWindow = (
  visitId: string,
  history: readonly DatedVisit[],
  today: string,
  rules: VisitRules = visitRules,
): Window | undefined => {
  const inOrder = history.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  const last = inOrder.at(-1);
  if (last === undefined || last.id !== visitId) return undefined;
  const rule = findRule(
    rescheduleRules.filter((row) => row.outcomes.includes(last.outcome)),
    today,
  );
  if (rule === undefined) return undefined;
  const step = proposeNextStep(last.outcome, inOrder.slice(0, -1), last.occurredAt, rules);
  const named = step.nextDate ?? last.nextDate ?? step.fallbackDate;
  const tomorrow = addDays(today, 1);
  const earliest = rule.notBefore && named > tomorrow ? named : tomorrow;
  const from = rule.notBefore && named > today ? named : today;
  return { earliest, latest: addDays(from, rule.aheadDays), ruleId: rule.id };
};

export interface RescheduleFact {
  visitId: string;
  personId: string;
  nextDate: string;
  occurredAt: string;
}

export interface RescheduleSituation {
  occurredAt: string;
  entryState: EntryState | null;
  history: readonly DatedVisit[];
}

export const decideReschedule = (
  { visitId, personId, nextDate }: RescheduleVisit,
  { occurredAt, entryState, history }: RescheduleSituation,
  rules: VisitRules = visitRules,
): Result<RescheduleFact> => {
  if (!history.some((visit) => visit.id === visitId)) return refused({ code: 'not_found' });
  const window = rescheduleWindow(visitId, history, dayOf(occurredAt), rules);
  if (window === undefined || (entryState !== null && isClosed(entryState)))
    return refused({ code: 'changed_meanwhile' });
  const { earliest, latest } = window;
  if (nextDate < earliest || nextDate > latest) return refused({ code: 'date_outside_rule', earliest, latest });
  return ok({ visitId, personId, nextDate, occurredAt });
};
