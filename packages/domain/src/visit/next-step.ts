/** What happens after a visit: the state of the entry, the next action and its day. The tablet proposes it, the fold applies it. */
import { addDays, dayOf } from '../register/day.ts';
import type { EntryState, NextAction } from '../register/entry-state.ts';
import { findRule } from '../rule.ts';
import { attemptsOf, type PastVisit } from './attempts.ts';
import type { VisitOutcome } from './codes.ts';
import type { VisitRules } from './next-step-rules.ts';

export interface NextStep {
  state: EntryState;
  action: NextAction;
  /** null where only the people at the door can know the day */
  nextDate: string | null;
  /** the form must ask for the day */
  needsDate: boolean;
  /** the day that holds if nobody names one */
  fallbackDate: string;
  /** the rule row that decided */
  ruleId: string;
}

/** Enough knocks in vain since somebody was last met: different days, different parts of the day, within the window. */
const isUnreachable = (history: readonly PastVisit[], at: string, rules: VisitRules): string | undefined => {
  const attempts = attemptsOf(history, { at, now: at }, rules.unreachable);
  return attempts?.enough === true ? attempts.rule.id : undefined;
};

/**
 * @param history the visits before this one
 * @param at the instant of this visit; a mere day does where the hour is not known
 */
export const proposeNextStep = (
  outcome: VisitOutcome,
  history: readonly PastVisit[],
  at: string,
  rules: VisitRules,
): NextStep => {
  const day = dayOf(at);
  const after = (state: EntryState, action: NextAction, days: number, ruleId: string): NextStep => {
    const nextDate = addDays(day, days);
    return { state, action, nextDate, needsDate: false, fallbackDate: nextDate, ruleId };
  };
  const rule = findRule(
    rules.nextSteps.filter((row) => row.outcome === outcome),
    day,
  );
  if (rule === undefined) return after('to_visit', 'visit', 0, 'none');
  if (outcome === '08') {
    const unreachable = isUnreachable(history, at, rules);
    const days = findRule(rules.unreachable, day)?.afterDays ?? 0;
    if (unreachable !== undefined) return after('unreachable', 'revisit', days, unreachable);
  }
  if (outcome === '04') {
    const refusal = findRule(rules.refusals, day);
    const before = history.filter((visit) => visit.outcome === '04').length;
    if (refusal !== undefined && before >= refusal.askAgain) {
      return after(rule.state, rule.action, refusal.reviewAfterDays, refusal.id);
    }
  }
  if (rule.afterDays !== null) return after(rule.state, rule.action, rule.afterDays, rule.id);
  const fallbackDate = addDays(day, rule.fallbackDays);
  return { state: rule.state, action: rule.action, nextDate: null, needsDate: true, fallbackDate, ruleId: rule.id };
};
