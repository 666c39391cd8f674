import type { BlockingRule, Model } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/**
 * Pairs that agree on the key of at least one rule, each once, in `pair(l, r)` with l < r. One statement per rule and
 * real tables between them: a single statement over all rules is planned badly and cannot be capped.
 */
export const blockPairs = async (
  db: WorkDatabase,
  rules: readonly BlockingRule[],
  onRule: (done: number) => void,
): Promise<Model['blocks']> => {
  const blocks: Model['blocks'] = [];
  await db.run('CREATE TABLE blocked (l INTEGER, r INTEGER)');
  for (const [index, rule] of rules.entries()) {
    await db.run(
      `CREATE OR REPLACE TABLE keyed AS SELECT rid, ${rule.key} AS k FROM rec WHERE (${rule.key}) IS NOT NULL`,
    );
    await db.run(
      'CREATE OR REPLACE TABLE block_size AS SELECT k, count(*) AS n FROM keyed GROUP BY k HAVING count(*) > 1',
    );
    await db.run(
      `CREATE OR REPLACE TABLE keyed_small AS SELECT keyed.rid, keyed.k FROM keyed JOIN block_size USING (k) WHERE n <= ${rule.maxBlock}`,
    );
    const before = await db.number('SELECT count(*) FROM blocked');
    await db.run(
      'INSERT INTO blocked SELECT a.rid, b.rid FROM keyed_small a JOIN keyed_small b ON a.k = b.k WHERE a.rid < b.rid',
    );
    blocks.push({
      rule: rule.name,
      pairs: (await db.number('SELECT count(*) FROM blocked')) - before,
      leftOut: await db.number(`SELECT coalesce(sum(n), 0) FROM block_size WHERE n > ${rule.maxBlock}`),
    });
    onRule(index + 1);
  }
  await db.run('CREATE TABLE pair AS SELECT DISTINCT l, r FROM blocked');
  for (const table of ['blocked', 'keyed', 'keyed_small', 'block_size']) await db.run(`DROP TABLE ${table}`);
  return blocks;
};
