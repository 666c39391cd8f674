/**
 * The table a vaccine is scheduled by. It is data with dates: a new vaccine, product or interval is a new row, never code.
 * The fields carry what CDC's CDSi supporting data carries (target doses, minimum and absolute-minimum ages and intervals,
 * allowable and preferred products, series switching, recurring doses, latest dates). docs/schedules.md explains it.
 */
import { z } from 'zod';
import { isInForce, type RuleRow } from '../rule.ts';
import { Period } from './period.ts';

const code = z.string().regex(/^[A-Z0-9_+-]{1,40}$/i);

const row = {
  id: z.string().min(1).max(40),
  source: z.string().min(1),
  /** CN for the whole country, or an area code: then it is shown as local */
  scope: z.string().min(1),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
};

/** What an interval is counted from. A dose that was not counted is a previous dose all the same. */
export const anchors = ['PREVIOUS_DOSE', 'FIRST_DOSE', 'LAST_INFECTION'] as const;

export const Interval = z.strictObject({
  from: z.enum(anchors),
  /** a dose sooner than this is not counted; the minimum less its days of grace */
  absoluteMinimum: Period,
  minimum: Period,
  /** the minimum where it is left out */
  recommended: Period.exactOptional(),
  latest: Period.exactOptional(),
});
export type Interval = z.infer<typeof Interval>;

export const TargetDose = z.strictObject({
  /** the rule this dose follows: what a verdict names as its reason */
  rule: z.string().min(1).max(40),
  allowed: z.array(code).min(1),
  preferred: z.array(code).exactOptional(),
  /** sequential lists: after exactly these doses one of these products; named when the doses so far are such a list */
  sequences: z
    .array(z.strictObject({ rule: z.string().min(1).max(40), after: z.array(code).min(1), give: z.array(code).min(1) }))
    .exactOptional(),
  absoluteMinimumAge: Period.exactOptional(),
  minimumAge: Period.exactOptional(),
  recommendedAge: Period.exactOptional(),
  latestAge: Period.exactOptional(),
  intervals: z.array(Interval),
  /** named beside `rule` when the dose comes after its latest date */
  lateRule: z.string().exactOptional(),
  /** named beside `rule` when the dose comes before its minimum and counts all the same */
  graceRule: z.string().exactOptional(),
  /** after a dose for this place that came too soon, the missing one is asked for under this name and interval */
  makeUp: z.strictObject({ rule: z.string(), series: code, interval: Period, absoluteMinimum: Period }).exactOptional(),
});
export type TargetDose = z.infer<typeof TargetDose>;

export const Series = z.strictObject({
  ...row,
  /** the name in the answer; rows of one step are alternatives, of which the one closest to its end is followed */
  series: code,
  /** steps are taken in their order: the primary course is 1, the first booster 2 */
  step: z.int().min(1).max(20),
  /** number of its first dose in the answer: a second booster starts at 2 */
  firstNumber: z.int().min(1).default(1),
  /** the answer for a person without a dose names this rule */
  startRule: z.string().exactOptional(),
  /** only for people of at least this age on the day */
  fromAge: z.int().min(0).max(130).exactOptional(),
  toAge: z.int().min(0).max(130).exactOptional(),
  /** only for people who were infected before the step was done; takes the place of the other rows of its step */
  afterInfection: z.boolean().default(false),
  /** nothing follows this series: it ends the schedule */
  endsSchedule: z.boolean().default(false),
  doses: z.array(TargetDose).min(1),
  /** the last dose comes again and again */
  recurring: z.boolean().default(false),
});
export type Series = z.infer<typeof Series>;

export const Spacing = z.strictObject({
  ...row,
  /** another vaccine must be MORE than so many days away */
  moreThanDays: z.int().min(0),
  exempt: z.array(code),
});

export const screeningResults = ['ELIGIBLE', 'DEFER', 'CONTRAINDICATED'] as const;
export type ScreeningResult = (typeof screeningResults)[number];

export const ConditionRule = z.strictObject({ ...row, condition: code, result: z.enum(screeningResults) });

export const Band = z.strictObject({ ...row, band: z.string(), fromAge: z.int().min(0) });

export const RuleTable = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** "example": not an official table, shown so wherever it is used */
  status: z.enum(['official', 'example']),
  products: z.array(code).min(1),
  bands: z.array(Band),
  series: z.array(Series).min(1),
  spacing: z.array(Spacing),
  conditions: z.array(ConditionRule),
});
export type RuleTable = z.infer<typeof RuleTable>;

/** Products that rows name and the table does not list. */
export const unknownProducts = (table: RuleTable): string[] => {
  const known = new Set(table.products);
  const named = table.series.flatMap(({ doses }) =>
    doses.flatMap(({ allowed, preferred = [], sequences = [] }) => [
      ...allowed,
      ...preferred,
      ...sequences.flatMap(({ after, give }) => [...after, ...give]),
    ]),
  );
  return [...new Set(named.filter((product) => !known.has(product)))];
};

const inForce = <Row extends RuleRow>(rows: readonly Row[], day: string): Row[] =>
  rows.filter((each) => isInForce(each, day));

/** Tables are never changed in place, so what holds on a day is worked out once. */
const byDay = new WeakMap<RuleTable, Map<string, RuleTable>>();

/** The rows that hold on a day. Before the first day of a table its first rows hold, so that no fact is left without a rule. */
export const rulesOn = (table: RuleTable, day: string): RuleTable => {
  const days = byDay.get(table) ?? new Map<string, RuleTable>();
  byDay.set(table, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  const first = table.series.reduce((least, { validFrom }) => (validFrom < least ? validFrom : least), '9999-12-31');
  const at = day < first ? first : day;
  const found = {
    ...table,
    bands: inForce(table.bands, at),
    series: inForce(table.series, at),
    spacing: inForce(table.spacing, at),
    conditions: inForce(table.conditions, at),
  };
  if (days.size < 1000) days.set(day, found);
  return found;
};
