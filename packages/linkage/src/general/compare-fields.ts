/** What each kind of comparison looks at. m and u are where training starts; most are learnt from the data. */
import type { Comparison, Level } from '../engine/spec.ts';
import type { ComparisonType, FileComparison } from './file-spec.ts';

export interface FieldColumns {
  plain: string;
  ascii: string;
  sound: string;
}

/** Columns of the field at a place in the spec. */
export const columnsOf = (index: number): FieldColumns => ({
  plain: `f${index}`,
  ascii: `f${index}_ascii`,
  sound: `f${index}_sound`,
});

type LevelOf = [name: string, m: number, u: number];

/** Strongest first; the strongest is always "exact". */
const levelsOf: Record<Exclude<ComparisonType, 'area'>, LevelOf[]> = {
  exact: [['exact', 0.93, 0.05], ['differs', 0.07, 0.95]],
  name: [['exact', 0.85, 0.005], ['slip', 0.06, 0.001], ['swapped', 0.02, 0.0005], ['close', 0.03, 0.005], ['similar', 0.02, 0.03], ['differs', 0.02, 0.96]],
  date: [['exact', 0.9, 0.0001], ['slip', 0.05, 0.002], ['two_slips', 0.02, 0.02], ['year', 0.01, 0.02], ['near_year', 0.01, 0.1], ['differs', 0.01, 0.86]],
  digits: [['exact', 0.88, 0.0001], ['slip', 0.06, 0.0002], ['two_slips', 0.03, 0.002], ['differs', 0.03, 0.99]],
  text: [['exact', 0.8, 0.002], ['slip', 0.08, 0.0005], ['swapped', 0.02, 0.0005], ['close', 0.04, 0.003], ['similar', 0.03, 0.05], ['differs', 0.03, 0.94]],
}; // prettier-ignore

const both = (column: string): string => `l.${column} = r.${column}`;

const crossed = (own: FieldColumns, other: FieldColumns | null): string | null =>
  other === null ? null : `l.${own.plain} = r.${other.plain} AND l.${other.plain} = r.${own.plain}`;

/** Counting slips costs twenty times what similarity does, and strings less similar than this have more than two. */
const slips = (column: string, most: number): string =>
  `CASE WHEN abs(length(l.${column}) - length(r.${column})) > ${most} OR jaro_winkler_similarity(l.${column}, r.${column}) < 0.55 THEN false
   ELSE damerau_levenshtein(l.${column}, r.${column}) <= ${most} END`;

const length = (column: string): string => `least(length(l.${column}), length(r.${column}))`;

const alike = (column: string, least: number): string =>
  `jaro_winkler_similarity(l.${column}, r.${column}) >= ${least}`;

const part = (column: string, from: number, count: number): string =>
  `substr(l.${column}, ${from}, ${count}) = substr(r.${column}, ${from}, ${count})`;

/** Conditions for all levels but the lowest, in their order; null where a level cannot occur. */
const conditions = (
  type: Exclude<ComparisonType, 'area'>,
  own: FieldColumns,
  other: FieldColumns | null,
): (string | null)[] => {
  const { plain, ascii } = own;
  switch (type) {
    case 'exact':
      return [both(plain)];
    case 'name':
      return [
        both(plain),
        `${both(ascii)} OR (${slips(ascii, 1)} AND ${length(ascii)} >= 3)`,
        crossed(own, other),
        `${alike(ascii, 0.92)} OR (${slips(ascii, 2)} AND ${length(ascii)} >= 5)`,
        `${alike(ascii, 0.8)} OR (${length(ascii)} >= 3 AND (starts_with(l.${ascii}, r.${ascii}) OR starts_with(r.${ascii}, l.${ascii})))`,
      ];
    case 'date':
      return [
        both(plain),
        `${slips(plain, 1)} OR (${part(plain, 1, 4)} AND substr(l.${plain}, 5, 2) = substr(r.${plain}, 7, 2) AND substr(l.${plain}, 7, 2) = substr(r.${plain}, 5, 2))`,
        slips(plain, 2),
        part(plain, 1, 4),
        `abs(TRY_CAST(substr(l.${plain}, 1, 4) AS INTEGER) - TRY_CAST(substr(r.${plain}, 1, 4) AS INTEGER)) <= 2`,
      ];
    case 'digits':
      return [both(plain), slips(ascii, 1), `${slips(ascii, 2)} AND ${length(ascii)} >= 5`];
    case 'text':
      return [
        both(plain),
        `${both(ascii)} OR (${slips(ascii, 2)} AND ${length(ascii)} >= 8)`,
        crossed(own, other),
        alike(ascii, 0.92),
        alike(ascii, 0.8),
      ];
  }
};

const areaLevels = (prefixes: readonly number[]): LevelOf[] => [
  ['exact', 0.85, 0.001],
  ...prefixes.map((count, index): LevelOf => [`first_${count}`, 0.06, 0.01 * 10 ** index]),
  ['differs', 0.02, 0.9],
];

const areaConditions = ({ plain }: FieldColumns, prefixes: readonly number[]): string[] => [
  both(plain),
  ...prefixes.map((count) => `${length(plain)} >= ${count} AND ${part(plain, 1, count)}`),
];

/** The comparison at a place in the spec, in the engine's terms. Level codes count down to 0; the highest is "exact". */
export const compareField = (index: number, comparisons: readonly FileComparison[]): Comparison => {
  const comparison = comparisons[index];
  if (comparison === undefined) throw new RangeError('link: no such comparison');
  const { type, field, prefixes, swappedWith, frequency } = comparison;
  const own = columnsOf(index);
  const other = swappedWith === null ? null : columnsOf(comparisons.findIndex((one) => one.field === swappedWith));
  const names = type === 'area' ? areaLevels(prefixes) : levelsOf[type];
  const tests = type === 'area' ? areaConditions(own, prefixes) : conditions(type, own, other);
  const kept = names.flatMap(([name, m, u], place) =>
    tests[place] === null ? [] : [{ name, m, u, test: tests[place] }],
  );
  const exact = kept.length - 1;
  const levels = kept.map(({ name, m, u }, place): Level => ({ code: exact - place, name, m, u }));
  const cases = kept.slice(0, -1).map(({ test }, place) => `WHEN ${test ?? 'false'} THEN ${exact - place}`);
  const missing = `WHEN l.${own.plain} IS NULL OR r.${own.plain} IS NULL THEN -1`;
  return {
    field,
    sql: `CASE ${missing} ${cases.join(' ')} ELSE 0 END`,
    levels,
    ...(frequency ? { frequencies: [{ level: exact, column: own.plain }] } : {}),
  };
};

/** Code of the level that stands for equal values. */
export const exactLevel = (comparison: Comparison): number => Math.max(...comparison.levels.map(({ code }) => code));
