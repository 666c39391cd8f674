/** Where a person stands in a base figure (底数): in it, or left out and why. One reason each, the first that holds. */
import { z } from 'zod';
import type { PersonState } from '../person/person-state.ts';
import type { RuleRow } from '../rule.ts';
import { bandOn, isTarget } from '../register/age.ts';
import { bandRules } from '../register/age-rules.ts';
import { isDay } from '../register/day.ts';
import type { AgeBand, EntryState } from '../register/entry-state.ts';
import { isInForce } from '../rule.ts';

/** Counted. Who is contraindicated belongs to all and not to the eligible. */
export const inBase = ['eligible', 'contraindicated'] as const;
export const leftOut = [
  'under_age', 'no_birth_date', 'deceased', 'death_reported', 'moved', 'gone', 'merged', 'not_target', 'undecided',
  'declined', 'no_residence',
] as const; // prettier-ignore
export const standings = [...inBase, ...leftOut] as const;
export const Standing = z.enum(standings);
export type Standing = z.infer<typeof Standing>;

export const isInBase = (standing: Standing): boolean => (inBase as readonly string[]).includes(standing);

/** Whom the base figure means, kept with every snapshot. */
export const BaseRule = z.strictObject({
  minAge: z.int().min(0).max(130),
  referenceDate: z.iso.date(),
  /** leave out whom a file calls dead although nobody has confirmed it yet */
  excludeReportedDeaths: z.boolean(),
  /** leave out who is known to live somewhere in the county and no closer */
  excludeNoResidence: z.boolean(),
});
export type BaseRule = z.infer<typeof BaseRule>;

export interface CountedPerson {
  state: PersonState;
  birthDate: string | null;
  deceased: boolean;
  areaCode: string;
  /** of the entry in the campaign, if there is one */
  entryState: EntryState | null;
}

const ofRecord: Partial<Record<CountedPerson['state'], Standing>> = {
  merged: 'merged',
  gone: 'gone',
  declined: 'declined',
  proposed: 'undecided',
  withdrawn: 'not_target',
};
const ofEntry: Partial<Record<EntryState, Standing>> = {
  deceased: 'deceased',
  moved: 'moved',
  merged: 'merged',
  not_target: 'not_target',
};

export const standingOf = (person: CountedPerson, rule: BaseRule): Standing => {
  const { birthDate, entryState } = person;
  const record = ofRecord[person.state];
  if (record !== undefined) return record;
  if (birthDate === null) return 'no_birth_date';
  if (!isTarget({ minAge: rule.minAge }, birthDate, rule.referenceDate)) return 'under_age';
  const entry = entryState === null ? undefined : ofEntry[entryState];
  if (entry !== undefined) return entry;
  // somebody who was met alive is not in this state, whatever the file says
  const reported = person.deceased && (entryState === null || entryState === 'exemption_claimed');
  if (rule.excludeReportedDeaths && reported) return 'death_reported';
  if (rule.excludeNoResidence && person.areaCode.length <= 6) return 'no_residence';
  return entryState === 'contraindicated' ? 'contraindicated' : 'eligible';
};

/** The band a member is counted in; nobody below the age of the rule has one. */
export const countedBand = (person: CountedPerson, rule: BaseRule): AgeBand | null =>
  person.birthDate !== null && isTarget({ minAge: rule.minAge }, person.birthDate, rule.referenceDate)
    ? bandOn(person.birthDate, rule.referenceDate)
    : null;

/** The last birth date of those who have reached an age on a day: the same boundary as `ageOn`, for a query. */
export const bornByFor = (age: number, day: string): string => {
  const born = `${String(Number(day.slice(0, 4)) - age).padStart(4, '0')}${day.slice(4)}`;
  // 29 February of a year that has none
  return isDay(born) ? born : `${born.slice(0, 8)}28`;
};

/** Bands from the highest age down, each with the last birth date that falls into it. */
export const bandBoundaries = (referenceDate: string): { band: AgeBand; bornBy: string }[] =>
  bandRules
    .filter((rule) => isInForce(rule, referenceDate))
    .map(({ band, fromAge }) => ({ band, bornBy: bornByFor(fromAge, referenceDate) }));

/** Entries in these states leave the eligible, not all. Refusing, waiting and being away never do. */
export interface EligibilityRule extends RuleRow {
  state: EntryState;
}

const source = '老年人接种统计口径: eligible = all − contraindicated − deceased − moved';
export const eligibilityRules: readonly EligibilityRule[] = [
  { id: 'ELIGIBLE-1', state: 'contraindicated', source, scope: 'CN', validFrom: '2021-01-01', validTo: null },
  { id: 'ELIGIBLE-2', state: 'deceased', source, scope: 'CN', validFrom: '2021-01-01', validTo: null },
  { id: 'ELIGIBLE-3', state: 'moved', source, scope: 'CN', validFrom: '2021-01-01', validTo: null },
  // a record that turned out to be nobody: counted in all until the next base figure, and nobody to vaccinate
  { id: 'ELIGIBLE-4', state: 'merged', source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null },
  { id: 'ELIGIBLE-5', state: 'not_target', source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null },
];

export const ineligibleStates: readonly EntryState[] = eligibilityRules.map((rule) => rule.state);
