/**
 * Which recorded doses count and when the next one is due: `forecast(history, facts, rules, asOf)`, pure. Steps of the
 * table are taken in order; within a step the alternatives (products) compete, and an infection before the step was done
 * puts the rows meant for it in their place. CDSi logic specification, evaluation and forecast, where the table says so.
 */
import { ageOn } from '../register/age.ts';
import { daysBetween } from '../register/day.ts';
import type { Facts, History, JudgedDose, NextDose, RecordedDose } from './history.ts';
import { chooseCourse, judgeCourse, type Course, type CourseInput } from './judge-course.ts';
import { nextDose } from './next-dose.ts';
import { rulesOn, type RuleTable, type Series } from './rule-table.ts';
import { sequenceAfter } from './sequences.ts';
import { textOrder } from './text-order.ts';

export interface Forecast {
  /** in order of their days */
  doses: JudgedDose[];
  next: NextDose | null;
  /** nothing more is asked for under these rules */
  complete: boolean;
  /** every rule that decided something here */
  ruleIds: string[];
}

/** What can be wrong with the record of a dose itself. */
export const recordFaults = ['DUPLICATE', 'IN_THE_FUTURE', 'UNKNOWN_PRODUCT'] as const;

interface Walk {
  verdicts: { verdict: JudgedDose['verdict']; reasons: string[] }[];
  previous: string | null;
  taken: readonly string[];
}

const inOrder = (doses: readonly RecordedDose[], products: readonly string[]): RecordedDose[] =>
  doses.toSorted(
    (a, b) =>
      textOrder(a.date, b.date) ||
      products.indexOf(a.product) - products.indexOf(b.product) ||
      textOrder(a.product, b.product),
  );

const recordFault = (
  dose: RecordedDose,
  index: number,
  all: readonly RecordedDose[],
  { products, asOf }: { products: readonly string[]; asOf: string },
): (typeof recordFaults)[number] | null => {
  if (dose.date > asOf) return 'IN_THE_FUTURE';
  if (!products.includes(dose.product)) return 'UNKNOWN_PRODUCT';
  const before = all[index - 1];
  return before !== undefined && before.date === dose.date && before.product === dose.product ? 'DUPLICATE' : null;
};

const isMeant = (series: Series, birthDate: string | null, day: string): boolean => {
  if (birthDate === null) return series.fromAge === undefined && series.toAge === undefined;
  const age = ageOn(birthDate, day);
  return age >= (series.fromAge ?? 0) && age <= (series.toAge ?? 200);
};

/** Before a course is begun every alternative of its step is open. */
const firstProducts = (rows: readonly Series[], chosen: Series): string[] => [
  ...new Set(
    rows
      .filter((row) => row.afterInfection === chosen.afterInfection)
      .flatMap(({ doses }) => doses.slice(0, 1).flatMap(({ preferred, allowed }) => preferred ?? allowed)),
  ),
];

/** The course of one step; after an infection the doses before it keep their verdicts and the rest follow the rows for it. */
const runStep = (rows: readonly Series[], input: Omit<CourseInput, 'series'>): Course | undefined => {
  const judge = (series: Series, doses: readonly RecordedDose[], previous: string | null): Course =>
    judgeCourse({ ...input, series, doses, previous });
  const usual = rows.filter((row) => !row.afterInfection);
  const best = chooseCourse(usual.map((row) => judge(row, input.doses, input.previous)));
  const forInfected = rows.filter((row) => row.afterInfection);
  const infection = input.infections[0];
  if (infection === undefined || forInfected.length === 0) return best;
  const cut = input.doses.findIndex((dose) => dose.date >= infection);
  const earlier = cut === -1 ? input.doses : input.doses.slice(0, cut);
  const begun = chooseCourse(usual.map((row) => judge(row, earlier, input.previous)));
  if (begun?.isComplete === true) return best;
  const later = cut === -1 ? [] : input.doses.slice(cut);
  const previous = earlier.at(-1)?.date ?? input.previous;
  const after = chooseCourse(forInfected.map((row) => judge(row, later, previous)));
  return after && { ...after, verdicts: [...(begun?.verdicts ?? []), ...after.verdicts] };
};

export const forecast = (
  history: History,
  { birthDate }: Facts,
  rules: { table: RuleTable; rulesAsOf: string },
  asOf: string,
): Forecast => {
  const table = rulesOn(rules.table, rules.rulesAsOf);
  const all = inOrder(history.doses, table.products);
  const faults = all.map((dose, index) => recordFault(dose, index, all, { products: table.products, asOf }));
  const given = all.filter((_, index) => faults[index] === null);
  const infections = history.infections.filter((day) => day <= asOf).toSorted();
  const spacing = table.spacing;
  const walk: Walk = { verdicts: [], previous: null, taken: [] };
  let lastRule: string | null = null;
  let next: NextDose | null = null;
  for (const step of [...new Set(table.series.map((row) => row.step))].toSorted((a, b) => a - b)) {
    const rows = table.series.filter((row) => row.step === step);
    const doses = given.slice(walk.verdicts.length);
    const course = runStep(rows, { doses, previous: walk.previous, infections, birthDate, taken: walk.taken });
    if (course === undefined) continue;
    const isOpen = !course.isComplete && !isMeant(course.series, birthDate, asOf);
    if (isOpen && course.verdicts.every(({ verdict }) => verdict !== 'VALID')) break;
    walk.verdicts.push(...course.verdicts);
    walk.previous = given[walk.verdicts.length - 1]?.date ?? walk.previous;
    walk.taken = course.taken;
    if (!course.isComplete) {
      const others = history.otherVaccines.filter(({ date }) => date <= asOf);
      if (!isOpen) next = nextDose({ course, previous: walk.previous, infections, others, spacing, birthDate, asOf });
      const isListed = course.series.doses.some((dose) => sequenceAfter(dose, course.taken) !== undefined);
      if (next !== null && course.place === 0 && !isListed) next.products = firstProducts(rows, course.series);
      break;
    }
    lastRule = course.verdicts.at(-1)?.reasons[0] ?? lastRule;
    if (course.series.endsSchedule) break;
  }
  let at = 0;
  const doses = all.map(({ date, product }, index): JudgedDose => {
    const fault = faults[index] ?? null;
    if (fault !== null) return { date, product, verdict: 'NOT_COUNTED', reasons: [fault] };
    const judged = walk.verdicts[at] ?? {
      verdict: 'EXTRA' as const,
      reasons: lastRule === null ? [] : [lastRule],
    };
    at += 1;
    const near = spacing.filter(({ moreThanDays, exempt }) =>
      history.otherVaccines.some(
        (other) => !exempt.includes(other.kind) && Math.abs(daysBetween(other.date, date)) <= moreThanDays,
      ),
    );
    return { date, product, verdict: judged.verdict, reasons: [...judged.reasons, ...near.map(({ id }) => id)] };
  });
  const ruleIds = new Set([...doses.flatMap(({ reasons }) => reasons), ...(next?.rules ?? [])]);
  for (const fault of recordFaults) ruleIds.delete(fault);
  return { doses, next, complete: next === null, ruleIds: [...ruleIds].toSorted() };
};
