import type { Comparison, LinkSpec, Model } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/** No single value may speak louder than this many bits beyond its field, for or against. */
const frequencyLimit = 8;

/** The weight of a pair that is two people whatever else agrees. */
const surelyTwoBits = -20;

const frequencyTable = (column: string): string => `freq_${column}`;

/** How often each value occurs among the records that have one, and the chance that two of them agree. */
const countFrequencies = async (db: WorkDatabase, column: string): Promise<void> => {
  await db.run(
    `CREATE OR REPLACE TABLE ${frequencyTable(column)} AS SELECT ${column} AS v, count(*) AS n FROM rec WHERE ${column} IS NOT NULL GROUP BY 1`,
  );
};

/** Bits by which agreement on this very value differs from agreement on an average one. */
const frequencyBits = async (db: WorkDatabase, column: string): Promise<string> => {
  const [row] = await db.rows(`SELECT sum(n)::DOUBLE, sum(n * n)::DOUBLE FROM ${frequencyTable(column)}`);
  const all = Number(row?.[0] ?? 1);
  const average = Number(row?.[1] ?? 1) / (all * all);
  return `greatest(-${frequencyLimit}, least(${frequencyLimit}, log2(${average} / (greatest(f_${column}.n, 2) / ${all}.0))))`;
};

const levelBits = (comparison: Comparison, model: Model): string => {
  const levels = model.fields.find(({ field }) => field === comparison.field)?.levels ?? [];
  const cases = levels.map(({ code, m, u }) => `WHEN ${code} THEN ${Math.log2(m / u)}`);
  return `CASE c."${comparison.field}" ${cases.join(' ')} ELSE 0 END`;
};

const hasFrequency = ({ field, frequencies = [] }: Comparison): string =>
  frequencies.length === 0 ? 'false' : `c."${field}" IN (${frequencies.map(({ level }) => level).join(', ')})`;

const fieldBits = (comparison: Comparison, model: Model, frequency = ''): string => {
  const bits = `${levelBits(comparison, model)}${frequency}`;
  return comparison.silentWhen === undefined
    ? bits
    : `CASE WHEN ${comparison.silentWhen} THEN least(0, ${bits}) ELSE ${bits} END`;
};

/**
 * Only pairs that rare values could still lift to `least` bits: of ten candidates six are strangers, and what follows
 * costs as much for them as for the others.
 */
export const keepPossible = async (db: WorkDatabase, spec: LinkSpec, model: Model, least: number): Promise<void> => {
  const most = spec.comparisons.map(
    (comparison) =>
      `${fieldBits(comparison, model)} + CASE WHEN ${hasFrequency(comparison)} THEN ${frequencyLimit} ELSE 0 END`,
  );
  const patterns = spec.comparisons.map(({ field }) => `"${field}"`).join(', ');
  await db.run(
    `CREATE OR REPLACE TABLE possible AS SELECT * FROM (SELECT DISTINCT ${patterns} FROM level) c
     WHERE ${Math.log2(model.prior)} + ${most.join(' + ')} >= ${least}`,
  );
  await db.run(`CREATE OR REPLACE TABLE kept AS SELECT level.* FROM level SEMI JOIN possible USING (${patterns})`);
  await db.run('DROP TABLE level');
  await db.run('ALTER TABLE kept RENAME TO level');
};

/** The weight of each pair and field in bits, in `weighed`; the pair's weight is the prior plus their sum. */
export const weighPairs = async (db: WorkDatabase, spec: LinkSpec, model: Model): Promise<void> => {
  const joins = new Set<string>();
  const values = new Set<string>();
  const columns: string[] = [];
  for (const comparison of spec.comparisons) {
    const cases: string[] = [];
    for (const { level, column } of comparison.frequencies ?? []) {
      if (!values.has(column)) await countFrequencies(db, column);
      values.add(column);
      joins.add(`LEFT JOIN ${frequencyTable(column)} f_${column} ON f_${column}.v = l.${column}`);
      cases.push(`WHEN ${level} THEN ${await frequencyBits(db, column)}`);
    }
    const frequency =
      cases.length === 0 ? '' : ` + coalesce(CASE c."${comparison.field}" ${cases.join(' ')} ELSE 0 END, 0)`;
    columns.push(`round(${fieldBits(comparison, model, frequency)}, 4) AS "w_${comparison.field}"`);
  }
  const own = spec.comparisons.map(({ field }) => `c."${field}"`);
  const sum = spec.comparisons.map(({ field }) => `"w_${field}"`).join(' + ');
  const total = `round(${Math.log2(model.prior)} + ${sum}, 4)`;
  const weight =
    spec.surelyTwo === undefined
      ? total
      : `CASE WHEN ${spec.surelyTwo} THEN least(${total}, ${surelyTwoBits}) ELSE ${total} END`;
  await db.run(
    `CREATE OR REPLACE TABLE weighed AS SELECT *, ${weight} AS weight FROM
       (SELECT c.l, c.r, ${own.join(', ')}, ${columns.join(', ')}, coalesce(${spec.needsPerson}, false) AS needs_person
        FROM level c JOIN (SELECT ${['rid', ...values].join(', ')} FROM rec) l ON l.rid = c.l ${[...joins].join(' ')})`,
  );
};
