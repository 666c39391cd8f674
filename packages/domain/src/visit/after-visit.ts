/** What one visit makes of an entry, by the rules of the day and by what is known of the person. */
import type { Standing } from '../care/standing.ts';
import { addDays, dayOf } from '../register/day.ts';
import type { PastVisit } from './attempts.ts';
import type { VisitReason } from './codes.ts';
import { proposeNextStep } from './next-step.ts';
import type { VisitRules } from './next-step-rules.ts';
import { leavesAsItWas, mustBeChecked, type Safety } from './safety.ts';

interface ToldVisit extends PastVisit {
  /** the main one first */
  reasons: readonly VisitReason[];
  nextDate: string | null;
}

/**
 * @param before the visits before this one
 * @param safety what of life and health is known before this one
 */
export const afterVisit = (
  standing: Standing,
  visit: ToldVisit,
  before: readonly PastVisit[],
  safety: Safety,
  rules: VisitRules,
): Standing => {
  const step = proposeNextStep(visit.outcome, before, visit.occurredAt, rules);
  // a call nobody took changes nothing but the day
  const isMissedCall = visit.byPhone === true && visit.outcome === '08';
  const byRule = isMissedCall ? addDays(dayOf(visit.occurredAt), 1) : (step.nextDate ?? step.fallbackDate);
  const date = visit.nextDate ?? byRule;
  // a form that had not heard of it names the day of its own rule
  if (leavesAsItWas(standing.state, visit.outcome, safety))
    return { ...standing, date: date > standing.date ? date : standing.date };
  if (isMissedCall) return { ...standing, date };
  if (mustBeChecked(visit.outcome, safety)) {
    const isWaiting = standing.state === 'exemption_claimed';
    return { state: 'exemption_claimed', action: 'verify', date: isWaiting ? standing.date : date, reason: null };
  }
  return {
    state: step.state,
    action: step.action,
    date,
    reason: step.state === 'refused' ? (visit.reasons[0] ?? null) : null,
  };
};
