/** Knocks in vain: how many count, and what is still missing before somebody may be called unreachable. */
import { dayOf, daysBetween, partOfDay, partsOfDay, type PartOfDay } from '../register/day.ts';
import { findRule } from '../rule.ts';
import type { VisitOutcome } from './codes.ts';
import type { UnreachableRule } from './next-step-rules.ts';

/** An earlier visit that was not voided. */
export interface PastVisit {
  occurredAt: string;
  outcome: VisitOutcome;
  /** a call, which is no knock at a door */
  byPhone?: boolean;
}

export interface Attempts {
  rule: UnreachableRule;
  /** instants that count, in order, the present one included */
  knocks: string[];
  days: number;
  parts: PartOfDay[];
  /** nobody has knocked at these yet */
  untried: PartOfDay[];
  enough: boolean;
}

const byInstant = (a: PastVisit, b: PastVisit): number => Date.parse(a.occurredAt) - Date.parse(b.occurredAt);

/**
 * Knocks since somebody was last met, within the window of the rule.
 * @param history the visits before this one
 * @param at the instant of this knock, or null to count only what has been
 */
export const attemptsOf = (
  history: readonly PastVisit[],
  { at, now }: { at: string | null; now: string },
  rules: readonly UnreachableRule[],
): Attempts | undefined => {
  const day = dayOf(now);
  const rule = findRule(rules, day);
  if (rule === undefined) return undefined;
  const earlier = history.toSorted(byInstant);
  const sinceMet = earlier.slice(earlier.findLastIndex((visit) => visit.outcome !== '08') + 1);
  const atTheDoor = sinceMet.filter((visit) => visit.byPhone !== true).map((visit) => visit.occurredAt);
  const knocks = [...atTheDoor, ...(at === null ? [] : [at])].filter((knock) => {
    const age = daysBetween(dayOf(knock), day);
    return age >= 0 && age < rule.withinDays;
  });
  const tried = new Set(knocks.map(partOfDay));
  const parts = partsOfDay.filter((part) => tried.has(part));
  const days = new Set(knocks.map(dayOf)).size;
  return {
    rule,
    knocks,
    days,
    parts,
    untried: partsOfDay.filter((part) => !tried.has(part)),
    enough: knocks.length >= rule.attempts && days >= rule.days && parts.length >= rule.partsOfDay,
  };
};
