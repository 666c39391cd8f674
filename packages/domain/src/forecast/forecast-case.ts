/** One person of a case file: a line of JSON in, a line of JSON out. docs/schedules.md describes both. */
import { z } from 'zod';
import { ageOn } from '../register/age.ts';
import { forecast } from './forecast.ts';
import { rulesOn, type RuleTable } from './rule-table.ts';
import { screenConditions, unknownConditions } from './screen-conditions.ts';

/** A list left out, or null, is empty. */
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

export const ForecastCase = z
  .object({
    id: z.union([z.string(), z.number()]),
    sex: z.union([z.string(), z.number()]).nullish(),
    birthDate: z.iso.date(),
    asOf: z.iso.date(),
    rulesAsOf: z.iso.date().nullish(),
    doses: list(z.object({ date: z.iso.date(), product: z.string() })),
    infections: list(z.iso.date()),
    otherVaccines: list(z.object({ kind: z.string().min(1), date: z.iso.date() })),
    conditions: list(z.string()),
  })
  .refine(({ birthDate, asOf }) => birthDate <= asOf, { path: ['birthDate'], error: 'after asOf' });
export type ForecastCase = z.infer<typeof ForecastCase>;

/** What the case says in words the table does not have; a typing error must not pass for an answer. */
export const unknownWords = ({ doses, conditions }: ForecastCase, table: RuleTable): string[] => [
  ...[...new Set(doses.map(({ product }) => product).filter((product) => !table.products.includes(product)))].map(
    (product) => `unknown product ${product}`,
  ),
  ...unknownConditions(conditions, table).map((condition) => `unknown condition ${condition}`),
];

export const forecastCase = (one: ForecastCase, table: RuleTable) => {
  const rulesAsOf = one.rulesAsOf ?? one.asOf;
  const found = forecast(one, { birthDate: one.birthDate }, { table, rulesAsOf }, one.asOf);
  const screening = screenConditions(one.conditions, table, rulesAsOf);
  const age = ageOn(one.birthDate, one.asOf);
  const bands = rulesOn(table, rulesAsOf).bands.toSorted((a, b) => b.fromAge - a.fromAge);
  const { next } = found;
  return {
    id: one.id,
    age,
    band: bands.find(({ fromAge }) => age >= fromAge)?.band ?? 'NOT_TARGET',
    doses: found.doses.map(({ date, verdict, reasons }) => ({ date, verdict, reasons })),
    next:
      next === null
        ? null
        : {
            series: next.series,
            dose: next.dose,
            earliest: next.earliest,
            recommended: next.recommended,
            pastDue: next.pastDue,
            dueNow: next.dueNow,
          },
    complete: found.complete,
    screening: { result: screening.result, reasons: screening.reasons },
    ruleIds: [...new Set([...found.ruleIds, ...screening.ruleIds])].toSorted(),
  };
};
