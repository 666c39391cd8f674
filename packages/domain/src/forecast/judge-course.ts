/** One series of a schedule against the doses of a person: which dose took which place, and which place is open. */
import { ageOn } from '../register/age.ts';
import type { DoseVerdict, RecordedDose } from './history.ts';
import { addPeriod } from './period.ts';
import type { Interval, Series, TargetDose } from './rule-table.ts';
import { sequenceAfter } from './sequences.ts';
import { textOrder } from './text-order.ts';

export interface Verdict {
  verdict: DoseVerdict;
  reasons: string[];
}

export interface Course {
  series: Series;
  /** one per dose up to the one that completed the course */
  verdicts: Verdict[];
  /** the open place; past the last one when the course is complete */
  place: number;
  isComplete: boolean;
  /** the dose for the open place was given once, too soon */
  needsMakeUp: boolean;
  /** day of the first dose that took a place */
  first: string | null;
  lastValid: string | null;
  /** products of the doses that counted, of the steps before too */
  taken: string[];
}

export interface CourseInput {
  series: Series;
  /** in order of their days */
  doses: readonly RecordedDose[];
  /** the dose before the first of `doses`, counted or not */
  previous: string | null;
  infections: readonly string[];
  birthDate: string | null;
  /** products of the doses that counted in the steps before */
  taken: readonly string[];
}

const infectionBefore = (infections: readonly string[], day: string): string | null =>
  infections.findLast((each) => each <= day) ?? null;

/** The day an interval is counted from; null when it does not apply. */
export const anchorOf = (
  interval: Interval,
  at: { previous: string | null; first: string | null; infection: string | null },
): string | null => {
  switch (interval.from) {
    case 'PREVIOUS_DOSE':
      return at.previous;
    case 'FIRST_DOSE':
      return at.first;
    case 'LAST_INFECTION':
      return at.infection;
  }
};

/** The intervals that hold for a place: a missing dose that was once given too soon has its own. */
export const intervalsOf = (target: TargetDose, needsMakeUp: boolean): Interval[] => {
  if (!needsMakeUp || target.makeUp === undefined) return target.intervals;
  const { interval, absoluteMinimum } = target.makeUp;
  return [{ from: 'PREVIOUS_DOSE', minimum: interval, absoluteMinimum }];
};

/** The place a course waits at; a recurring last dose is waited for again and again. */
export const openTarget = (course: Course): TargetDose | undefined =>
  course.series.doses[course.series.recurring ? Math.min(course.place, course.series.doses.length - 1) : course.place];

export const judgeCourse = ({ series, doses, previous, infections, birthDate, taken }: CourseInput): Course => {
  const course: Course = {
    series,
    verdicts: [],
    place: 0,
    isComplete: false,
    needsMakeUp: false,
    first: null,
    lastValid: null,
    taken: [...taken],
  };
  let before = previous;
  for (const dose of doses) {
    const target = openTarget(course);
    if (target === undefined) break;
    const at = { previous: before, first: course.first, infection: infectionBefore(infections, dose.date) };
    before = dose.date;
    const age = birthDate === null ? null : ageOn(birthDate, dose.date);
    const isMeant = age === null || (age >= (series.fromAge ?? 0) && age <= (series.toAge ?? 200));
    if (!isMeant) {
      course.verdicts.push({ verdict: 'EXTRA', reasons: [target.rule] });
      continue;
    }
    const isAllowed = target.allowed.includes(dose.product);
    const isOldEnough =
      birthDate === null ||
      target.absoluteMinimumAge === undefined ||
      dose.date >= addPeriod(birthDate, target.absoluteMinimumAge);
    const tooSoon = intervalsOf(target, course.needsMakeUp).some((interval) => {
      const anchor = anchorOf(interval, at);
      return anchor !== null && dose.date < addPeriod(anchor, interval.absoluteMinimum);
    });
    const rule = course.needsMakeUp && target.makeUp !== undefined ? target.makeUp.rule : target.rule;
    if (!isAllowed || !isOldEnough || tooSoon) {
      const makesUp = isAllowed && isOldEnough && tooSoon && target.makeUp !== undefined;
      if (makesUp) course.needsMakeUp = true;
      course.verdicts.push({ verdict: 'NOT_COUNTED', reasons: [makesUp ? (target.makeUp?.rule ?? rule) : rule] });
      continue;
    }
    const anchored = intervalsOf(target, course.needsMakeUp).flatMap((interval) => {
      const anchor = anchorOf(interval, at);
      return anchor === null ? [] : [{ ...interval, anchor }];
    });
    const isLate = anchored.some(({ anchor, latest }) => latest !== undefined && dose.date > addPeriod(anchor, latest));
    const isGrace = anchored.some(({ anchor, minimum }) => dose.date < addPeriod(anchor, minimum));
    const sequence = sequenceAfter(target, course.taken);
    course.verdicts.push({
      verdict: 'VALID',
      reasons: [
        rule,
        ...(sequence?.give.includes(dose.product) === true ? [sequence.rule] : []),
        ...(isLate && target.lateRule !== undefined ? [target.lateRule] : []),
        ...(isGrace && target.graceRule !== undefined ? [target.graceRule] : []),
      ],
    });
    course.taken.push(dose.product);
    course.first ??= dose.date;
    course.lastValid = dose.date;
    course.needsMakeUp = false;
    course.place += 1;
  }
  course.isComplete = !series.recurring && course.place >= series.doses.length;
  return course;
};

/** The course to go on with: the one done first, else the one nearest its end, else the one begun last, else the first row. */
export const chooseCourse = (courses: readonly Course[]): Course | undefined => {
  const open = (course: Course): number =>
    course.isComplete || course.place === 0 ? 0 : course.series.doses.length - course.place;
  return courses.toSorted(
    (a, b) =>
      Number(b.isComplete) - Number(a.isComplete) ||
      (a.isComplete ? a.verdicts.length - b.verdicts.length : 0) ||
      Number(b.place > 0) - Number(a.place > 0) ||
      open(a) - open(b) ||
      textOrder(b.lastValid ?? '', a.lastValid ?? ''),
  )[0];
};
