/** The open place of a course, as days: from when, best when, and the last day in time. */
import { addDays } from '../register/day.ts';
import type { NextDose } from './history.ts';
import { anchorOf, intervalsOf, openTarget, type Course } from './judge-course.ts';
import { addPeriod } from './period.ts';
import type { RuleTable } from './rule-table.ts';
import { sequenceAfter } from './sequences.ts';

export interface OpenPlace {
  course: Course;
  previous: string | null;
  infections: readonly string[];
  /** other vaccines, with the day they were given */
  others: readonly { kind: string; date: string }[];
  spacing: RuleTable['spacing'];
  birthDate: string | null;
  asOf: string;
}

const latestOf = (days: readonly string[]): string | undefined => days.toSorted().at(-1);

/** The first day far enough from every other vaccine that is not exempt, with the rules that moved it. */
const spaced = ({ others, spacing }: OpenPlace): { day: string; rule: string }[] =>
  spacing.flatMap(({ id, moreThanDays, exempt }) => {
    const last = latestOf(others.flatMap(({ kind, date }) => (exempt.includes(kind) ? [] : [date])));
    return last === undefined ? [] : [{ day: addDays(last, moreThanDays + 1), rule: id }];
  });

export const nextDose = (open: OpenPlace): NextDose | null => {
  const { course, previous, infections, birthDate, asOf } = open;
  const target = openTarget(course);
  if (target === undefined) return null;
  const { series, first, place } = course;
  const makeUp = course.needsMakeUp ? target.makeUp : undefined;
  const at = { previous, first, infection: infections.at(-1) ?? null };
  const intervals = intervalsOf(target, course.needsMakeUp).flatMap((interval) => {
    const anchor = anchorOf(interval, at);
    return anchor === null ? [] : [{ ...interval, anchor }];
  });
  const byAge = (period: string | undefined): string[] =>
    period === undefined || birthDate === null ? [] : [addPeriod(birthDate, period)];
  const other = spaced(open);
  const fromIntervals = intervals.map(({ anchor, minimum }) => addPeriod(anchor, minimum));
  // a first dose has no day of its own: it is due from today on
  const own = latestOf([...byAge(target.minimumAge), ...(fromIntervals.length === 0 ? [asOf] : fromIntervals)]) ?? asOf;
  const earliest = latestOf([own, ...other.map(({ day }) => day)]) ?? own;
  const recommended = latestOf([
    earliest,
    ...byAge(target.recommendedAge),
    ...intervals.map((interval) => addPeriod(interval.anchor, interval.recommended ?? interval.minimum)),
  ]);
  const latest = [
    ...byAge(target.latestAge),
    ...intervals.flatMap((interval) =>
      interval.latest === undefined ? [] : [addPeriod(interval.anchor, interval.latest)],
    ),
  ].toSorted()[0];
  const pastDue = latest === undefined ? null : latest < earliest ? earliest : latest;
  const rule = makeUp?.rule ?? target.rule;
  const sequence = sequenceAfter(target, course.taken);
  return {
    series: makeUp?.series ?? series.series,
    dose: makeUp === undefined ? place + series.firstNumber : 1,
    products: sequence?.give ?? target.preferred ?? target.allowed,
    earliest,
    recommended: recommended ?? earliest,
    pastDue,
    dueNow: earliest <= asOf,
    rules: [
      place === 0 && previous === null && !series.afterInfection ? (series.startRule ?? rule) : rule,
      ...(sequence === undefined ? [] : [sequence.rule]),
      ...other.filter(({ day }) => day === earliest && day > own).map((moved) => moved.rule),
      ...(pastDue !== null && asOf > pastDue && target.lateRule !== undefined ? [target.lateRule] : []),
    ],
  };
};
