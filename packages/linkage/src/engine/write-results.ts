import { join } from 'node:path';
import type { Clusters, Pairs } from './cluster.ts';
import type { LinkSpec } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/** JSON is put together as text: nested values of two million pairs would take half the run. */
const evidenceSql = (spec: LinkSpec): string => {
  const parts = spec.comparisons.map(({ field, levels }) => {
    const heads = levels.map(
      ({ code, name }) => `WHEN ${code} THEN ',{"field":"${field}","level":"${name}","weight":'`,
    );
    return `CASE WHEN w."${field}" >= 0 THEN (CASE w."${field}" ${heads.join(' ')} END) || w."w_${field}" || '}' ELSE '' END`;
  });
  return `'[' || substr(${parts.join(' || ')}, 2) || ']'`;
};

const pairsSql = (spec: LinkSpec): string =>
  `SELECT '{"left":' || to_json(left_id) || ',"right":' || to_json(right_id) || ',"probability":'
       || CASE WHEN w.weight IS NULL THEN 1.0 ELSE round(1 / (1 + pow(2, -w.weight)), 6) END
       || ',"weight":' || coalesce(CAST(w.weight AS VARCHAR), 'null')
       || ',"evidence":' || coalesce(${evidenceSql(spec)}, '[]') || '}'
   FROM chosen c LEFT JOIN chosen_weight w ON w.l = c.l AND w.r = c.r ORDER BY c.l, c.r, left_id, right_id`;

const choose = async (db: WorkDatabase, pairs: Pairs): Promise<void> => {
  await db.run('CREATE OR REPLACE TABLE chosen_pair (l INTEGER, r INTEGER)');
  await db.appendIntegers('chosen_pair', [pairs.l, pairs.r]);
  await db.expectRows('chosen_pair', pairs.l.length);
  await db.run(
    `CREATE OR REPLACE TABLE chosen_weight AS SELECT w.* FROM weighed w JOIN chosen_pair c ON c.l = w.l AND c.r = w.r`,
  );
  await db.run(
    `CREATE OR REPLACE TABLE chosen AS SELECT c.l, c.r, x.id AS left_id, y.id AS right_id
     FROM chosen_pair c JOIN rec x ON x.rid = c.l JOIN rec y ON y.rid = c.r`,
  );
};

/** Rows that stand for one unit get the strongest edge of that unit, so that every row's place can be explained. */
const addRepeatedRows = async (db: WorkDatabase): Promise<void> => {
  await db.run(
    `CREATE OR REPLACE TABLE repeated_row AS SELECT s.id, u.rid FROM same_row s JOIN rec u ON u.id = s.unit WHERE s.id <> s.unit`,
  );
  if ((await db.number('SELECT count(*) FROM repeated_row')) === 0) return;
  await db.run(
    `CREATE OR REPLACE TABLE strongest AS SELECT e.rid, e.other, e.l, e.r
     FROM (SELECT l AS rid, r AS other, l, r FROM chosen UNION ALL SELECT r, l, l, r FROM chosen) e
     LEFT JOIN chosen_weight w ON w.l = e.l AND w.r = e.r
     WHERE e.rid IN (SELECT rid FROM repeated_row)
     QUALIFY row_number() OVER (PARTITION BY e.rid ORDER BY w.weight DESC NULLS LAST, e.other) = 1`,
  );
  await db.run(
    `INSERT INTO chosen SELECT t.l, t.r, least(s.id, o.id), greatest(s.id, o.id)
     FROM repeated_row s JOIN strongest t ON t.rid = s.rid JOIN rec o ON o.rid = t.other`,
  );
};

/**
 * `clusters.ndjson`, `edges.ndjson`, `review.ndjson`: all in the order of the records' ids. With `onlyFresh` only
 * clusters that hold a fresh record, with all their rows.
 */
export const writeResults = async (
  db: WorkDatabase,
  spec: LinkSpec,
  found: Clusters,
  folder: string,
  onlyFresh: boolean,
): Promise<void> => {
  await db.run('CREATE OR REPLACE TABLE cluster_of (rid INTEGER, root INTEGER)');
  await db.appendIntegers('cluster_of', [found.root.map((_, rid) => rid), found.root]);
  await db.expectRows('cluster_of', found.root.length);
  const wanted = onlyFresh
    ? 'WHERE c.root IN (SELECT root FROM cluster_of JOIN rec ON rec.rid = cluster_of.rid WHERE rec.fresh)'
    : '';
  await db.run(
    `CREATE OR REPLACE TABLE placed AS SELECT own.rid, own.id AS unit, head.id AS head
     FROM cluster_of c JOIN rec own ON own.rid = c.rid JOIN rec head ON head.rid = c.root ${wanted}`,
  );
  await db.copyLines(
    `SELECT '{"id":' || to_json(id) || ',"cluster":' || to_json(head) || '}'
     FROM (SELECT s.id, p.head FROM same_row s JOIN placed p ON p.unit = s.unit ORDER BY s.id)`,
    join(folder, 'clusters.ndjson'),
  );
  await choose(db, found.holding);
  await addRepeatedRows(db);
  await db.copyLines(pairsSql(spec), join(folder, 'edges.ndjson'));
  await choose(db, found.review);
  await db.copyLines(pairsSql(spec), join(folder, 'review.ndjson'));
};
