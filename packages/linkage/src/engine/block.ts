import type { BlockingRule, Model } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/** Pairs that agree on one of the first rules would be found by nearly every other rule again. */
const strongRules = 2;

/** The blocking keys of a rule as hashes, without blocks that are too large; answers how many records those held. */
const findKeys = async (db: WorkDatabase, rule: BlockingRule, target: string): Promise<number> => {
  await db.run(
    `CREATE OR REPLACE TABLE keyed AS SELECT rid, hash(key) AS k FROM (SELECT rid, ${rule.key} AS key FROM rec) WHERE key IS NOT NULL`,
  );
  await db.run(
    `CREATE OR REPLACE TABLE crowd AS SELECT k, count(*) AS n FROM keyed GROUP BY k HAVING count(*) > ${rule.maxBlock}`,
  );
  await db.run(`CREATE OR REPLACE TABLE ${target} AS SELECT rid, k FROM keyed WHERE k NOT IN (SELECT k FROM crowd)`);
  return db.number('SELECT coalesce(sum(n), 0) FROM crowd');
};

/**
 * Pairs that agree on the key of at least one rule, each once, in `pair(l, r)` with l < r. One statement per rule and
 * real tables between them: a single statement over all rules is planned badly and cannot be capped. With `onlyFresh`
 * only pairs are made in which at least one record is marked fresh.
 */
export const blockPairs = async (
  db: WorkDatabase,
  rules: readonly BlockingRule[],
  onRule: (done: number) => void,
  onlyFresh = false,
): Promise<Model['blocks']> => {
  const blocks: Model['blocks'] = [];
  await db.run('CREATE OR REPLACE TABLE blocked (l INTEGER, r INTEGER)');
  if (onlyFresh) await db.run('CREATE OR REPLACE TABLE fresh_rid AS SELECT rid FROM rec WHERE fresh');
  for (const [index, rule] of rules.entries()) {
    const own = `keyed_${Math.min(index, strongRules)}`;
    const leftOut = await findKeys(db, rule, own);
    const earlier = Array.from({ length: Math.min(index, strongRules) }, (_, at) => at);
    // the strong keys travel with each record, so that a pair they have made already is not made again
    const side = `(SELECT o.rid, o.k${earlier.map((at) => `, s${at}.k AS k${at}`).join('')} FROM ${own} o
      ${earlier.map((at) => `LEFT JOIN keyed_${at} s${at} ON s${at}.rid = o.rid`).join(' ')})`;
    const isNew = earlier.map((at) => `AND (a.k${at} = b.k${at}) IS NOT TRUE`).join(' ');
    await db.run(`CREATE OR REPLACE TABLE side AS SELECT * FROM ${side}`);
    const before = await db.number('SELECT count(*) FROM blocked');
    await db.run(
      onlyFresh
        ? `INSERT INTO blocked SELECT DISTINCT least(a.rid, b.rid), greatest(a.rid, b.rid)
           FROM side b JOIN (SELECT * FROM side WHERE rid IN (FROM fresh_rid)) a ON a.k = b.k WHERE a.rid <> b.rid ${isNew}`
        : `INSERT INTO blocked SELECT a.rid, b.rid FROM side a JOIN side b ON a.k = b.k WHERE a.rid < b.rid ${isNew}`,
    );
    blocks.push({ rule: rule.name, pairs: (await db.number('SELECT count(*) FROM blocked')) - before, leftOut });
    onRule(index + 1);
  }
  await db.run('CREATE OR REPLACE TABLE pair AS SELECT DISTINCT l, r FROM blocked');
  const work = [
    'blocked',
    'keyed',
    'crowd',
    'side',
    ...Array.from({ length: strongRules + 1 }, (_, at) => `keyed_${at}`),
  ];
  for (const table of work) await db.run(`DROP TABLE IF EXISTS ${table}`);
  return blocks;
};
