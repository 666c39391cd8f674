import type { Comparison, LinkSpec, Model } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/** No single value may speak louder than this many bits beyond its field, for or against. */
const frequencyLimit = 8;

/** The weight of a pair that is two people whatever else agrees. */
const surelyTwoBits = -20;

/** Columns by which a field's agreement is rated, by level. */
type Rated = NonNullable<Comparison['frequencies']>;

/** The value of the record that a pair of this level agrees on, as one number for all columns. */
const valueSql = (column: string, record = 'rec'): string => `hash('${column}', ${record}.${column})`;

/**
 * Per value the bits by which agreement on it differs from agreement on an average one: how often it occurs among the
 * records that have one, against the chance that two of them agree.
 */
const rateValues = async (db: WorkDatabase, columns: readonly string[]): Promise<void> => {
  await db.run('CREATE OR REPLACE TABLE rated (v UBIGINT, bits DOUBLE)');
  for (const column of columns) {
    await db.run(
      `CREATE OR REPLACE TABLE counted AS SELECT ${valueSql(column)} AS v, count(*) AS n FROM rec WHERE ${column} IS NOT NULL GROUP BY 1`,
    );
    const [row] = await db.rows('SELECT sum(n)::DOUBLE, sum(n * n)::DOUBLE FROM counted');
    const all = Number(row?.[0] ?? 1);
    const average = Number(row?.[1] ?? 1) / (all * all);
    await db.run(
      `INSERT INTO rated SELECT v, greatest(-${frequencyLimit}, least(${frequencyLimit}, log2(${average} / (greatest(n, 2) / ${all}.0)))) FROM counted`,
    );
  }
  await db.run('DROP TABLE IF EXISTS counted');
};

const levelBits = (comparison: Comparison, model: Model): string => {
  const levels = model.fields.find(({ field }) => field === comparison.field)?.levels ?? [];
  const cases = levels.map(({ code, m, u }) => `WHEN ${code} THEN ${Math.log2(m / u)}`);
  return `CASE c."${comparison.field}" ${cases.join(' ')} ELSE 0 END`;
};

const isRated = ({ field, frequencies = [] }: Comparison): string =>
  frequencies.length === 0 ? 'false' : `c."${field}" IN (${frequencies.map(({ level }) => level).join(', ')})`;

const silenced = ({ silentWhen }: Comparison, bits: string): string =>
  silentWhen === undefined ? bits : `CASE WHEN ${silentWhen} THEN least(0, ${bits}) ELSE ${bits} END`;

/**
 * Only pairs that rare values could still lift to `least` bits: of ten candidates six are strangers, and what follows
 * costs as much for them as for the others.
 */
export const keepPossible = async (db: WorkDatabase, spec: LinkSpec, model: Model, least: number): Promise<void> => {
  const most = spec.comparisons.map(
    (comparison) =>
      `${silenced(comparison, levelBits(comparison, model))} + CASE WHEN ${isRated(comparison)} THEN ${frequencyLimit} ELSE 0 END`,
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

/** What is the same for all pairs of one pattern of levels: two million pairs have a thousand patterns. */
const weighPatterns = async (db: WorkDatabase, spec: LinkSpec, model: Model): Promise<void> => {
  const fields = spec.comparisons.map(({ field }) => `"${field}"`).join(', ');
  const bits = spec.comparisons.map((comparison) => {
    const own = levelBits(comparison, model);
    // only rare values make a difference between pairs of one pattern
    const weight = comparison.frequencies === undefined ? `round(${silenced(comparison, own)}, 4)` : own;
    return `${weight} AS "b_${comparison.field}"`;
  });
  const silent = spec.comparisons.map(
    ({ field, silentWhen = 'false' }) => `coalesce(${silentWhen}, false) AS "s_${field}"`,
  );
  await db.run(
    `CREATE OR REPLACE TABLE pattern AS SELECT c.*, ${bits.join(', ')}, ${silent.join(', ')},
       coalesce(${spec.needsPerson}, false) AS needs_person, coalesce(${spec.surelyTwo ?? 'false'}, false) AS surely_two
     FROM (SELECT DISTINCT ${fields} FROM level) c`,
  );
};

/** The weight of each pair and field in bits, in `weighed`; the pair's weight is the prior plus their sum. */
export const weighPairs = async (db: WorkDatabase, spec: LinkSpec, model: Model): Promise<void> => {
  await weighPatterns(db, spec, model);
  const rated = spec.comparisons.filter(({ frequencies }) => frequencies !== undefined);
  const columns = new Set(rated.flatMap(({ frequencies = [] }) => frequencies.map(({ column }) => column)));
  await rateValues(db, [...columns]);
  const valueOf = (field: string, frequencies: Rated): string =>
    `CASE c."${field}" ${frequencies.map(({ level, column }) => `WHEN ${level} THEN CASE WHEN l.${column} IS NOT NULL THEN ${valueSql(column, 'l')} END`).join(' ')} END AS "v_${field}"`;
  const values = rated.map(({ field, frequencies = [] }) => valueOf(field, frequencies));
  const joins = rated.map(({ field }, at) => `LEFT JOIN rated f${at} ON f${at}.v = c."v_${field}"`);
  const weights = spec.comparisons.map(({ field, silentWhen }) => {
    const at = rated.findIndex((one) => one.field === field);
    if (at === -1) return `p."b_${field}" AS "w_${field}"`;
    const bits = `p."b_${field}" + coalesce(f${at}.bits, 0)`;
    const heard = silentWhen === undefined ? bits : `CASE WHEN p."s_${field}" THEN least(0, ${bits}) ELSE ${bits} END`;
    return `round(${heard}, 4) AS "w_${field}"`;
  });
  const own = spec.comparisons.map(({ field }) => `c."${field}"`).join(', ');
  const sum = spec.comparisons.map(({ field }) => `"w_${field}"`).join(' + ');
  const total = `round(${Math.log2(model.prior)} + ${sum}, 4)`;
  const same = spec.comparisons.map(({ field }) => `p."${field}" = c."${field}"`).join(' AND ');
  const valued =
    rated.length === 0 ? 'level' : `(SELECT c.*, ${values.join(', ')} FROM level c JOIN rec l ON l.rid = c.l)`;
  await db.run(
    `CREATE OR REPLACE TABLE weighed AS SELECT * EXCLUDE (surely_two),
       CASE WHEN surely_two THEN least(${total}, ${surelyTwoBits}) ELSE ${total} END AS weight FROM
       (SELECT c.l, c.r, ${own}, ${weights.join(', ')}, p.needs_person, p.surely_two
        FROM ${valued} c JOIN pattern p ON ${same} ${joins.join(' ')})`,
  );
  for (const table of ['pattern', 'rated']) await db.run(`DROP TABLE ${table}`);
};
