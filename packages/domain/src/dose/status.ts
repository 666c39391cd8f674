/** Whether the primary course is none, partial or complete, by the course table in force on a day. */
import { addDays, daysBetween } from '../register/day.ts';
import type { DoseStatus } from '../register/entry-state.ts';
import { findRule } from '../rule.ts';
import { doseProducts, type DoseProduct } from './command.ts';
import type { CourseRule, DoseRules } from './rules.ts';

export interface GivenDose {
  product: DoseProduct;
  givenOn: string;
}

export interface DoseVerdict {
  status: DoseStatus;
  /** doses, each counted once however often it was written down */
  doseCount: number;
  /** earliest day of the next dose of a course that was begun */
  nextDoseFrom: string | null;
  /** the rows that decided */
  ruleIds: string[];
}

/** One record per dose: the same product within the near-duplicate window is the same dose. */
export const distinctDoses = <Dose extends GivenDose>(
  doses: readonly Dose[],
  asOf: string,
  rules: DoseRules,
): Dose[] => {
  const withinDays = findRule(rules.nearDuplicates, asOf)?.withinDays ?? 0;
  const kept: Dose[] = [];
  const inOrder = doses.toSorted((a, b) =>
    a.givenOn === b.givenOn
      ? doseProducts.indexOf(a.product) - doseProducts.indexOf(b.product)
      : a.givenOn < b.givenOn
        ? -1
        : 1,
  );
  for (const dose of inOrder) {
    const same = kept.findLast((other) => other.product === dose.product);
    if (same === undefined || daysBetween(same.givenOn, dose.givenOn) > withinDays) kept.push(dose);
  }
  return kept;
};

/** How many doses of one product count towards its course. */
const countedOf = (given: readonly GivenDose[], rule: CourseRule): number => {
  let counted = 0;
  let previous: GivenDose | undefined;
  for (const dose of given) {
    if (previous === undefined || daysBetween(previous.givenOn, dose.givenOn) >= rule.countedAfterDays) counted += 1;
    previous = dose;
  }
  return counted;
};

/** @param doses those that were not voided; `asOf` chooses the rules, not the doses */
export const doseStatusOf = (doses: readonly GivenDose[], asOf: string, rules: DoseRules): DoseVerdict => {
  const distinct = distinctDoses(doses, asOf, rules);
  const doseCount = distinct.length;
  if (doseCount === 0) return { status: 'none', doseCount, nextDoseFrom: null, ruleIds: [] };
  const ruleIds: string[] = [];
  let nextDoseFrom: string | null = null;
  for (const product of doseProducts) {
    const given = distinct.filter((dose) => dose.product === product);
    const last = given.at(-1);
    const rule = findRule(
      rules.courses.filter((row) => row.product === product),
      asOf,
    );
    if (last === undefined || rule === undefined) continue;
    ruleIds.push(rule.id);
    if (rule.doses === null) continue;
    if (countedOf(given, rule) >= rule.doses) {
      return { status: 'complete', doseCount, nextDoseFrom: null, ruleIds: [rule.id] };
    }
    const from = addDays(last.givenOn, rule.nextAfterDays);
    if (nextDoseFrom === null || from > nextDoseFrom) nextDoseFrom = from;
  }
  return { status: 'partial', doseCount, nextDoseFrom, ruleIds };
};
