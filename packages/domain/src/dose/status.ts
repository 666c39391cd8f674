/** Whether the primary course is none, partial or complete, by the schedule in force on a day. */
import { forecast } from '../forecast/forecast.ts';
import type { RuleTable } from '../forecast/rule-table.ts';
import { daysBetween } from '../register/day.ts';
import type { DoseStatus } from '../register/entry-state.ts';
import { findRule } from '../rule.ts';
import { doseProducts, type DoseProduct } from './command.ts';
import type { DoseRules } from './rules.ts';

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

const firstSteps = new WeakMap<RuleTable, Map<string, RuleTable>>();

/**
 * The course everything else follows: the lowest step, as somebody without a known infection takes it. A row none of whose
 * products was given decides nothing beside one with a dose that counts; millions of people are judged at a time.
 * @param products those given, to leave out the other rows; null: every row of the step
 */
const firstStepOf = (table: RuleTable, products: ReadonlySet<string> | null): RuleTable => {
  const tables = firstSteps.get(table) ?? new Map<string, RuleTable>();
  firstSteps.set(table, tables);
  const key = products === null ? 'every row' : [...products].toSorted().join(' ');
  const known = tables.get(key);
  if (known !== undefined) return known;
  const step = Math.min(...table.series.map((row) => row.step));
  const rows = table.series.filter((row) => row.step === step && !row.afterInfection);
  const begun = rows.filter(({ doses }) =>
    doses.some(({ allowed }) => allowed.some((product) => products?.has(product))),
  );
  const first = { ...table, series: begun.length === 0 ? rows : begun, spacing: [], conditions: [] };
  tables.set(key, first);
  return first;
};

/** Every dose lies before it: whether a day has come is not asked here. */
const endOfTime = '9999-12-31';

/** @param doses those that were not voided; `asOf` chooses the rules, not the doses */
export const doseStatusOf = (doses: readonly GivenDose[], asOf: string, rules: DoseRules): DoseVerdict => {
  if (doses.length === 0) return { status: 'none', doseCount: 0, nextDoseFrom: null, ruleIds: [] };
  const distinct = distinctDoses(doses, asOf, rules);
  const history = {
    doses: distinct.map(({ product, givenOn }) => ({ product, date: givenOn })),
    infections: [],
    otherVaccines: [],
    conditions: [],
  };
  const products = new Set(distinct.map(({ product }) => product));
  const judge = (given: ReadonlySet<string> | null) =>
    forecast(history, { birthDate: null }, { table: firstStepOf(rules.table, given), rulesAsOf: asOf }, endOfTime);
  const begun = judge(products);
  const counts = begun.doses.some(({ verdict }) => verdict === 'VALID');
  const { next, ruleIds } = counts ? begun : judge(null);
  return {
    status: next === null ? 'complete' : 'partial',
    doseCount: distinct.length,
    nextDoseFrom: next?.earliest ?? null,
    ruleIds,
  };
};
