/** What can be published: a schedule, local limits, or a form. Each is data in the format that its own reader checks. */
import { z } from 'zod';
import { AbilityForm, faultsOf } from '../ability/form.ts';
import { addPeriod } from '../forecast/period.ts';
import { RuleTable, unknownProducts } from '../forecast/rule-table.ts';
import { knownConditions } from '../quiz/known-conditions.ts';
import { LocalThreshold, QuestionSet } from '../screening/questions.ts';

export const RuleBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('schedule'), table: RuleTable }),
  z.strictObject({ kind: z.literal('thresholds'), rows: z.array(LocalThreshold).min(1).max(40) }),
  z.strictObject({ kind: z.literal('questions'), sets: z.array(QuestionSet).min(1).max(40) }),
  z.strictObject({ kind: z.literal('form'), form: AbilityForm }),
]);
export type RuleBody = z.infer<typeof RuleBody>;
export type RuleKind = RuleBody['kind'];

/** Versions of one name at one place follow each other. */
export const nameOfBody = (body: RuleBody): string => {
  switch (body.kind) {
    case 'schedule':
      return body.table.name;
    case 'thresholds':
      return 'local-limits';
    case 'questions':
      return 'screening-questions';
    case 'form':
      return body.form.id;
  }
};

const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

const reference = '2022-01-01';

const tableFaults = (table: RuleTable): string[] => {
  const rows = [...table.bands, ...table.series, ...table.spacing, ...table.conditions];
  const intervals = table.series.flatMap(({ id, doses }) =>
    doses.flatMap((dose) => dose.intervals.map((interval) => ({ id, ...interval }))),
  );
  return [
    ...unknownProducts(table).map((product) => `product ${product}`),
    ...twice(rows.map(({ id }) => id)).map((id) => `twice ${id}`),
    ...rows.filter(({ validFrom, validTo }) => validTo !== null && validTo < validFrom).map(({ id }) => `period ${id}`),
    ...table.series.filter(({ fromAge = 0, toAge = 130 }) => toAge < fromAge).map(({ id }) => `ages ${id}`),
    // a dose that counts cannot come before the day from which it counts
    ...intervals
      .filter(({ absoluteMinimum, minimum }) => addPeriod(reference, minimum) < addPeriod(reference, absoluteMinimum))
      .map(({ id }) => `interval ${id}`),
    ...intervals
      .filter(
        ({ latest, minimum }) => latest !== undefined && addPeriod(reference, latest) < addPeriod(reference, minimum),
      )
      .map(({ id }) => `interval ${id}`),
  ];
};

const conditions: ReadonlySet<string> = new Set(knownConditions);

const setFaults = (sets: readonly QuestionSet[]): string[] => [
  ...twice(sets.map(({ id }) => id)).map((id) => `twice ${id}`),
  ...sets.filter(({ validFrom, validTo }) => validTo !== null && validTo < validFrom).map(({ id }) => `period ${id}`),
  // on one day one set is asked
  ...sets
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .filter(({ validTo }, at, all) => {
      const next = all[at + 1];
      return next !== undefined && (validTo === null || validTo >= next.validFrom);
    })
    .map(({ id }) => `period ${id}`),
  ...sets.flatMap(({ questions }) => twice(questions.map(({ id }) => id)).map((id) => `twice ${id}`)),
  // a question nobody has words for cannot be asked, and a yes that means nothing would pass for a no
  ...sets.flatMap(({ questions }) =>
    questions
      .filter(
        ({ condition, text, result }) => !conditions.has(condition) && (text === undefined || result === undefined),
      )
      .map(({ id }) => `question ${id}`),
  ),
  ...sets.flatMap(({ questions }) =>
    questions.flatMap(({ id, notContraindicated }) =>
      notContraindicated.filter((code) => !conditions.has(code)).map(() => `question ${id}`),
    ),
  ),
];

/** What a body says that cannot hold, as "kind of fault, where". */
export const faultsOfBody = (body: RuleBody): string[] => {
  switch (body.kind) {
    case 'schedule':
      return tableFaults(body.table);
    case 'thresholds':
      return [
        ...twice(body.rows.map(({ id }) => id)).map((id) => `twice ${id}`),
        ...body.rows.filter(({ validFrom, validTo }) => validTo !== null && validTo < validFrom).map(({ id }) => `period ${id}`),
      ]; // prettier-ignore
    case 'questions':
      return setFaults(body.sets);
    case 'form':
      return faultsOf(body.form);
  }
};
