/** One person of a case file: a line of JSON in, a line of JSON out. docs/forecast.md describes both. */
import { z } from 'zod';
import { ageOn } from '../register/age.ts';
import { forecast } from './forecast.ts';
import { rulesOn, type RuleTable } from './rule-table.ts';
import { screenConditions } from './screen-conditions.ts';

export const ForecastCase = z.object({
  id: z.union([z.string(), z.number()]),
  sex: z.string().exactOptional(),
  birthDate: z.iso.date(),
  asOf: z.iso.date(),
  rulesAsOf: z.iso.date().exactOptional(),
  doses: z.array(z.object({ date: z.iso.date(), product: z.string() })).default([]),
  infections: z.array(z.iso.date()).default([]),
  otherVaccines: z.array(z.object({ kind: z.string(), date: z.iso.date() })).default([]),
  conditions: z.array(z.string()).default([]),
});
export type ForecastCase = z.infer<typeof ForecastCase>;

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
