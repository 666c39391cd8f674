/** A changed interval, or a new row, from a day on: the old row ends the day before, and both stay in the table. */
import { z } from 'zod';
import { ok, refused, type Result } from '../error.ts';
import { Period } from '../forecast/period.ts';
import type { Interval, RuleTable, Series } from '../forecast/rule-table.ts';
import { addDays } from '../register/day.ts';
import { isInForce } from '../rule.ts';

export const IntervalChange = z.strictObject({
  /** id of the row, and which dose and interval of it */
  rowId: z.string(),
  dose: z.int().min(0),
  interval: z.int().min(0),
  minimum: Period,
  absoluteMinimum: Period,
  latest: Period.nullable(),
  from: z.iso.date(),
  newId: z.string().trim().min(1).max(40),
  source: z.string().trim().min(1).max(400),
});
export type IntervalChange = z.infer<typeof IntervalChange>;

export const changeInterval = (table: RuleTable, change: IntervalChange): Result<RuleTable> => {
  const { rowId, from, newId, source } = change;
  const old = table.series.find((row) => row.id === rowId && isInForce(row, from));
  const target = old?.doses[change.dose];
  const before = target?.intervals[change.interval];
  if (old === undefined || target === undefined || before === undefined) return refused({ code: 'not_found' });
  if (newId !== rowId && table.series.some(({ id }) => id === newId))
    return refused({ code: 'bad_input', fields: ['newId'] });
  if (newId === rowId && old.validFrom !== from) return refused({ code: 'bad_input', fields: ['newId'] });
  const { recommended: _recommended, latest: _latest, ...kept } = before;
  const interval: Interval = {
    ...kept,
    minimum: change.minimum,
    absoluteMinimum: change.absoluteMinimum,
    ...(change.latest === null ? {} : { latest: change.latest }),
  };
  const changed: Series = {
    ...old,
    id: newId,
    source,
    validFrom: from,
    doses: old.doses.map((dose, at) =>
      at !== change.dose
        ? dose
        : {
            ...dose,
            rule: newId,
            intervals: dose.intervals.map((each, index) => (index === change.interval ? interval : each)),
          },
    ),
  };
  const series = table.series.flatMap((row) => {
    if (row !== old) return [row];
    return old.validFrom === from ? [changed] : [{ ...old, validTo: addDays(from, -1) }, changed];
  });
  return ok({ ...table, series });
};

/** A row of one dose: a further booster, a new product. */
export const NewRow = z.strictObject({
  id: z.string().trim().min(1).max(40),
  series: z.string().regex(/^[A-Z0-9_]{1,40}$/),
  step: z.int().min(1).max(20),
  firstNumber: z.int().min(1).max(20),
  products: z.array(z.string().regex(/^[A-Z0-9_+-]{1,40}$/i)).min(1),
  fromAge: z.int().min(0).max(130).nullable(),
  minimum: Period,
  from: z.iso.date(),
  source: z.string().trim().min(1).max(400),
});
export type NewRow = z.infer<typeof NewRow>;

export const addRow = (table: RuleTable, row: NewRow): Result<RuleTable> => {
  if (table.series.some(({ id }) => id === row.id)) return refused({ code: 'bad_input', fields: ['id'] });
  const { id, series, step, firstNumber, products, fromAge, minimum, from, source } = row;
  // what comes after the last step must not be cut off by it
  const before = table.series.map((each) =>
    each.step < step && each.endsSchedule && !each.afterInfection ? { ...each, endsSchedule: false } : each,
  );
  return ok({
    ...table,
    products: [...new Set([...table.products, ...products])],
    series: [
      ...before,
      {
        id,
        series,
        step,
        firstNumber,
        ...(fromAge === null ? {} : { fromAge }),
        afterInfection: false,
        endsSchedule: false,
        recurring: false,
        scope: 'CN',
        source,
        validFrom: from,
        validTo: null,
        doses: [
          { rule: id, allowed: products, intervals: [{ from: 'PREVIOUS_DOSE', absoluteMinimum: minimum, minimum }] },
        ],
      },
    ],
  });
};
