import type { BlockingRule, Comparison, LinkSpec, TrainingSession } from '../engine/spec.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import { columnsOf, compareField, exactLevel } from './compare-fields.ts';
import type { FileRule, FileSpec, KeyPart } from './file-spec.ts';

/** Two strangers agree on a telling field more rarely than this. */
const tellingChance = 0.05;
/** Fields with fewer agreeing pairs than this are counted to the last pair; for the others a sample is exact enough. */
const countablePairs = 500_000;

interface Field {
  comparison: Comparison;
  column: string;
  /** pairs of records that agree on it, and pairs that have it on both sides */
  agreeing: number;
  pairs: number;
}

const keyPart = (spec: FileSpec, { field, part }: KeyPart): string => {
  const { plain, sound } = columnsOf(spec.comparisons.findIndex((one) => one.field === field));
  if (part === 'whole') return plain;
  if (part === 'sound') return sound;
  if (part === 'year') return `substr(${plain}, 1, 4)`;
  if (part === 'month_day') return `substr(${plain}, 5, 4)`;
  return part > 0 ? `left(${plain}, ${part})` : `right(${plain}, ${-part})`;
};

export const ruleName = ({ parts }: FileRule): string =>
  parts.map(({ field, part }) => (part === 'whole' ? field : `${field}:${part}`)).join(' + ');

const blockingRule = (spec: FileSpec, rule: FileRule): BlockingRule => ({
  name: ruleName(rule),
  key: rule.parts.map((part) => keyPart(spec, part)).join(" || '|' || "),
  maxBlock: rule.maxBlock,
});

const measure = async (db: WorkDatabase, comparison: Comparison, column: string): Promise<Field> => {
  const [row] = await db.rows(
    `SELECT sum(n)::DOUBLE, sum(n * (n - 1) / 2)::DOUBLE FROM
       (SELECT count(*)::DOUBLE AS n FROM rec WHERE ${column} IS NOT NULL GROUP BY ${column})`,
  );
  const present = Number(row?.[0] ?? 0);
  return { comparison, column, agreeing: Number(row?.[1] ?? 0), pairs: Math.max(1, (present * (present - 1)) / 2) };
};

/**
 * How often strangers agree on a field with many values, counted instead of sampled: agreement by chance is rarer there
 * than any sample is large. Pairs that agree on half of the telling fields are no strangers.
 */
const countChance = async (db: WorkDatabase, field: Field, surelySame: string): Promise<Comparison> => {
  const { comparison, column, agreeing, pairs } = field;
  if (agreeing > countablePairs) return comparison;
  const strangers = await db.number(
    `SELECT count(*) FROM rec l JOIN rec r ON l.${column} = r.${column} WHERE l.rid < r.rid AND NOT (${surelySame})`,
  );
  const exact = exactLevel(comparison);
  const u = (strangers + 0.5) / pairs;
  const levels = comparison.levels.map((level) => (level.code === exact ? { ...level, u, fixedU: true } : level));
  return { ...comparison, levels };
};

const agreed = (comparison: Comparison): string => `"${comparison.field}" = ${exactLevel(comparison)}`;

/** One session per blocking rule that asks for whole fields; what none of them learns is learnt where a telling field agrees. */
const sessionsFor = (
  spec: FileSpec,
  comparisons: readonly Comparison[],
  telling: readonly Comparison[],
): TrainingSession[] => {
  const whole = spec.rules.filter(({ parts }) => parts.every(({ part }) => part === 'whole'));
  const sets = whole.map(({ parts }) => comparisons.filter(({ field }) => parts.some((part) => part.field === field)));
  const learnt = (field: string): boolean => sets.some((set) => set.every((one) => one.field !== field));
  if (!comparisons.every(({ field }) => learnt(field))) sets.push(...telling.map((one) => [one]));
  const byName = new Map(
    sets.map((set): [string, TrainingSession] => {
      const name = set.map(({ field }) => field).join(' + ');
      const learns = comparisons.filter((one) => !set.includes(one)).map(({ field }) => field);
      return [name, { name, where: set.map(agreed).join(' AND '), learns }];
    }),
  );
  return [...byName.values()].filter(({ learns }) => learns.length > 0);
};

/** The spec of a person in the engine's terms. What it needs to know of the data is measured in `rec`. */
export const buildSpec = async (db: WorkDatabase, spec: FileSpec, autoWeight: number): Promise<LinkSpec> => {
  const fields: Field[] = [];
  for (const index of spec.comparisons.keys()) {
    fields.push(await measure(db, compareField(index, spec.comparisons), columnsOf(index).plain));
  }
  const telling = fields.filter(({ agreeing, pairs }) => agreeing / pairs <= tellingChance);
  const enough = Math.max(2, Math.ceil(telling.length / 2));
  const sum = (tests: readonly string[]): string =>
    tests.length < enough ? 'false' : `${tests.map((test) => `coalesce((${test})::INT, 0)`).join(' + ')} >= ${enough}`;
  const surelySame = sum(telling.map(({ column }) => `l.${column} = r.${column}`));
  const comparisons: Comparison[] = [];
  for (const field of fields) comparisons.push(await countChance(db, field, surelySame));
  return {
    version: 'general-1',
    rules: spec.rules.map((rule) => blockingRule(spec, rule)),
    comparisons,
    sessions: sessionsFor(
      spec,
      comparisons,
      telling.map(({ comparison }) => comparison),
    ),
    surelySame,
    surelyMatching: sum(telling.map(({ comparison }) => agreed(comparison))),
    needsPerson: 'false',
    autoWeight,
    reviewWeight: autoWeight,
  };
};
