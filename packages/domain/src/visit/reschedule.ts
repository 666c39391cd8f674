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
import { leavesAsItWas, nothingKnown } from './safety.ts';

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

const latestOf = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b), '');

/** The day the rule or the people at the door named at a visit. */
const namedDay = (visit: DatedVisit, inOrder: readonly DatedVisit[], rules: VisitRules): string => {
  const before = inOrder.slice(0, inOrder.indexOf(visit));
  const step = proposeNextStep(visit.outcome, before, visit.occurredAt, rules);
  return step.nextDate ?? visit.nextDate ?? step.fallbackDate;
};

/** After a knock in vain a refusal or contraindication told before it still holds, and so does its day. */
const standingDays = (inOrder: readonly DatedVisit[], rules: VisitRules): string[] => {
  const at = inOrder.findLastIndex(({ outcome }) => !leavesAsItWas('refused', outcome, nothingKnown));
  const told = inOrder[at];
  if (told === undefined || at === inOrder.length - 1) return [];
  const { state } = proposeNextStep(told.outcome, inOrder.slice(0, at), told.occurredAt, rules);
  if (!leavesAsItWas(state, '08', nothingKnown)) return [];
  return inOrder.slice(at, -1).map((visit) => visit.nextDate ?? namedDay(visit, inOrder, rules));
};

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
  const named = namedDay(last, inOrder, rules);
  const floor = latestOf([...(rule.notBefore ? [named] : []), ...standingDays(inOrder, rules)]);
  const tomorrow = addDays(today, 1);
  const earliest = floor > tomorrow ? floor : tomorrow;
  const from = floor > today ? floor : today;
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
