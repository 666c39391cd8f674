import type { TargetRule } from '../campaign/query.ts';
import { isInForce } from '../rule.ts';
import { bandRules } from './age-rules.ts';
import { addYears } from './day.ts';
import type { AgeBand } from './entry-state.ts';

/** Whole years on a day. Born on 29 February: a year older on 1 March of a common year (CDSi CALCDT-5). */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

/** The day a person reaches an age. */
export const reachesAgeOn = (birthDate: string, age: number): string => addYears(birthDate, age);

/** The band on the campaign's reference date; somebody found at the door whose birth date is unknown is in the lower one. */
export const bandOn = (birthDate: string | null, day: string): AgeBand => {
  if (birthDate === null) return '60-79';
  const age = ageOn(birthDate, day);
  return bandRules.find((rule) => isInForce(rule, day) && age >= rule.fromAge)?.band ?? '60-79';
};

/** Whether the campaign means this person. An unknown birth date never makes a target. */
export const isTarget = (rule: TargetRule, birthDate: string | null, referenceDate: string): boolean =>
  birthDate !== null && ageOn(birthDate, referenceDate) >= rule.minAge;
