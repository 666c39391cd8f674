import { comparePairs } from './compare.ts';
import { learnM, strangersAmong, type Pattern, type Shares } from './em.ts';
import type { Comparison, LinkSpec, Model, TrainedLevel } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

const samplePairs = 400_000;
/** Sampled pairs the starting u counts for. */
const startWeight = 500;
/** Never more sure of chance agreement than this, however few records there are. */
const largestPrior = 1e-4;

const byCode = (comparison: Comparison, value: (code: number) => number): number[] => {
  const shares: number[] = [];
  for (const { code } of comparison.levels) shares[code] = value(code);
  return shares;
};

/** Random pairs chosen by hash, so that the same records give the same sample. */
const sampleStrangers = async (db: WorkDatabase, spec: LinkSpec, records: number): Promise<void> => {
  // few records have few pairs: drawing one over and over would make it the rule
  const most = Math.min(60, Math.ceil((records - 1) / 2));
  const perRecord = Math.max(1, Math.min(most, Math.round(samplePairs / Math.max(1, records))));
  const keep = Math.max(1, Math.floor((records * perRecord) / samplePairs));
  await db.run(
    `CREATE OR REPLACE TABLE stranger AS
     SELECT rid AS l, CAST(hash(id || ':' || k) % ${Math.max(1, records)} AS INTEGER) AS r
     FROM rec CROSS JOIN range(${perRecord}) AS draws(k) WHERE hash(id) % ${keep} = 0`,
  );
  await comparePairs(
    db,
    spec,
    'stranger',
    'stranger_level',
    `l.rid <> r.rid AND NOT coalesce(${spec.surelySame}, false)`,
  );
};

const learnU = async (db: WorkDatabase, comparison: Comparison): Promise<number[]> => {
  const counts = new Map<number, number>();
  const rows = await db.rows(`SELECT "${comparison.field}", count(*) FROM stranger_level GROUP BY 1`);
  for (const [code, count] of rows) counts.set(Number(code), Number(count));
  const free = comparison.levels.filter((level) => level.fixedU !== true);
  const fixedSum = comparison.levels.reduce((sum, level) => sum + (level.fixedU === true ? level.u : 0), 0);
  const startSum = free.reduce((sum, level) => sum + level.u, 0);
  const total = free.reduce((sum, level) => sum + (counts.get(level.code) ?? 0), 0) + startWeight;
  return byCode(comparison, (code) => {
    const level = comparison.levels.find((candidate) => candidate.code === code);
    if (level === undefined || level.fixedU === true) return level?.u ?? 1;
    const start = (level.u / startSum) * startWeight;
    return ((counts.get(code) ?? 0) + start) / total / (1 + fixedSum);
  });
};

const learnSession = async (
  db: WorkDatabase,
  comparisons: readonly Comparison[],
  where: string,
  u: Shares,
): Promise<number[][]> => {
  const columns = comparisons.map(({ field }) => `"${field}"`).join(', ');
  // ordered, because sums of floating-point numbers depend on their order
  const rows = await db.rows(`SELECT ${columns}, count(*) FROM level WHERE ${where} GROUP BY ALL ORDER BY ALL`);
  const patterns: Pattern[] = rows.map((row) => ({
    levels: row.slice(0, -1).map(Number),
    count: Number(row.at(-1)),
  }));
  const start = comparisons.map((comparison) =>
    byCode(comparison, (code) => comparison.levels.find((level) => level.code === code)?.m ?? 0),
  );
  return learnM(patterns, start, u);
};

/** Pairs for which the written u of a level counts beside the strangers that were found. */
const anchorPairs = 1e10;

/** How many of a session's pairs are of two people, by the level of another field. */
const countStrangers = async (
  db: WorkDatabase,
  field: string,
  comparisons: readonly Comparison[],
  where: string,
  m: Shares,
  u: Shares,
): Promise<Map<number, number>> => {
  const columns = comparisons.map((comparison) => `"${comparison.field}"`).join(', ');
  const rows = await db.rows(
    `SELECT "${field}", ${columns}, count(*) FROM level WHERE ${where} GROUP BY ALL ORDER BY ALL`,
  );
  const patterns = rows.map((row) => ({ levels: row.slice(0, -1).map(Number), count: Number(row.at(-1)) }));
  const found = new Map<number, number>();
  for (const code of new Set(patterns.map(({ levels }) => levels[0] ?? -1))) {
    const own = patterns
      .filter(({ levels }) => levels[0] === code)
      .map(({ levels, count }) => ({ levels: levels.slice(1), count }));
    found.set(code, strangersAmong(own, m, u));
  }
  return found;
};

/** The share of matches among all possible pairs. */
const findPrior = async (db: WorkDatabase, spec: LinkSpec, records: number): Promise<number> => {
  const matches = await db.number(`SELECT count(*) FROM level WHERE ${spec.surelyMatching}`);
  const all = (records * (records - 1)) / 2;
  return Math.min(largestPrior, Math.max(1, matches) / Math.max(1, all));
};

/**
 * u from random pairs; m by two or more EM sessions, each on pairs that agree on other fields than it learns. One
 * session over all blocked pairs would take neighbours of one birth date for matches. A field learnt twice is averaged.
 */
export const train = async (db: WorkDatabase, spec: LinkSpec, blocks: Model['blocks']): Promise<Model> => {
  const records = await db.number('SELECT count(*) FROM rec');
  await sampleStrangers(db, spec, records);
  const uByField = new Map<string, number[]>();
  for (const comparison of spec.comparisons) uByField.set(comparison.field, await learnU(db, comparison));
  const learnt = new Map<string, number[][]>();
  for (const session of spec.sessions) {
    const comparisons = spec.comparisons.filter(({ field }) => session.learns.includes(field));
    const u = comparisons.map(({ field }) => uByField.get(field) ?? []);
    const m = await learnSession(db, comparisons, session.where, u);
    for (const { field, levels } of spec.comparisons) {
      if (!levels.some((level) => level.strangersOf === session.name)) continue;
      const strangers = await countStrangers(db, field, comparisons, session.where, m, u);
      const shares = uByField.get(field) ?? [];
      for (const level of levels.filter(({ strangersOf }) => strangersOf === session.name)) {
        const pairs = (records * (records - 1)) / 2;
        shares[level.code] = ((strangers.get(level.code) ?? 0) + level.u * anchorPairs) / (pairs + anchorPairs);
      }
    }
    for (const [index, { field }] of comparisons.entries()) {
      learnt.set(field, [...(learnt.get(field) ?? []), m[index] ?? []]);
    }
  }
  for (const table of ['stranger', 'stranger_level']) await db.run(`DROP TABLE ${table}`);
  const fields = spec.comparisons.map(({ field, levels }) => {
    const sessions = learnt.get(field) ?? [];
    const trained = levels.map(({ code, name, m }): TrainedLevel => {
      const values = sessions.map((session) => session[code] ?? m);
      const mean = values.length === 0 ? m : values.reduce((left, right) => left + right, 0) / values.length;
      return { code, name, m: mean, u: uByField.get(field)?.[code] ?? 1 };
    });
    return { field, levels: trained };
  });
  const { version, autoWeight, reviewWeight } = spec;
  return { version, prior: await findPrior(db, spec, records), autoWeight, reviewWeight, fields, blocks };
};
