import { join } from 'node:path';
import type { Clusters, Edge } from './cluster.ts';
import type { LinkSpec } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

const evidenceSql = (spec: LinkSpec): string => {
  const parts = spec.comparisons.map(({ field, levels }) => {
    const names = levels.map(({ code, name }) => `WHEN ${code} THEN '${name}'`).join(' ');
    return `CASE WHEN "${field}" >= 0 THEN {'field': '${field}', 'level': CASE "${field}" ${names} END, 'weight': "w_${field}"} END`;
  });
  return `list_filter([${parts.join(', ')}], lambda e : e IS NOT NULL)`;
};

const pairsSql = (spec: LinkSpec, chosen: string): string =>
  `SELECT a.id AS "left", b.id AS "right",
          CASE WHEN w.l IS NULL THEN 1.0 ELSE round(1 / (1 + pow(2, -w.weight)), 6) END AS probability,
          w.weight AS weight, coalesce(${evidenceSql(spec)}, []) AS evidence
   FROM ${chosen} c LEFT JOIN weighed w ON w.l = c.l AND w.r = c.r
   JOIN same_row a ON a.id = c.left_id JOIN same_row b ON b.id = c.right_id ORDER BY a.id, b.id`;

const choose = async (db: WorkDatabase, edges: readonly Edge[]): Promise<void> => {
  await db.run('CREATE OR REPLACE TABLE chosen_pair (l INTEGER, r INTEGER)');
  await db.append(
    'chosen_pair',
    edges.map(({ l, r }) => [l, r]),
  );
  await db.run(
    `CREATE OR REPLACE TABLE chosen AS SELECT c.l, c.r, x.id AS left_id, y.id AS right_id
     FROM chosen_pair c JOIN rec x ON x.rid = c.l JOIN rec y ON y.rid = c.r`,
  );
};

/** Rows that stand for one unit get the strongest edge of that unit, so that every row's place can be explained. */
const addRepeatedRows = async (db: WorkDatabase): Promise<void> => {
  await db.run(
    `CREATE OR REPLACE TABLE strongest AS SELECT e.rid, e.other, e.l, e.r
     FROM (SELECT l AS rid, r AS other, l, r FROM chosen UNION ALL SELECT r, l, l, r FROM chosen) e
     LEFT JOIN weighed w ON w.l = e.l AND w.r = e.r
     QUALIFY row_number() OVER (PARTITION BY e.rid ORDER BY w.weight DESC NULLS LAST, e.other) = 1`,
  );
  await db.run(
    `INSERT INTO chosen SELECT t.l, t.r, least(s.id, o.id), greatest(s.id, o.id)
     FROM same_row s JOIN rec u ON u.id = s.unit JOIN strongest t ON t.rid = u.rid JOIN rec o ON o.rid = t.other
     WHERE s.id <> s.unit`,
  );
};

/** `clusters.ndjson`, `edges.ndjson`, `review.ndjson`: all in the order of the records' ids. */
export const writeResults = async (
  db: WorkDatabase,
  spec: LinkSpec,
  found: Clusters,
  folder: string,
): Promise<void> => {
  await db.run('CREATE TABLE cluster_of (rid INTEGER, root INTEGER)');
  await db.append(
    'cluster_of',
    Array.from(found.root, (root, rid) => [rid, root]),
  );
  await db.copyToNdjson(
    `SELECT s.id AS id, head.id AS "cluster" FROM same_row s
     JOIN rec own ON own.id = s.unit JOIN cluster_of c ON c.rid = own.rid JOIN rec head ON head.rid = c.root ORDER BY s.id`,
    join(folder, 'clusters.ndjson'),
  );
  await choose(db, found.holding);
  await addRepeatedRows(db);
  await db.copyToNdjson(pairsSql(spec, 'chosen'), join(folder, 'edges.ndjson'));
  await choose(db, found.review);
  await db.copyToNdjson(pairsSql(spec, 'chosen'), join(folder, 'review.ndjson'));
};
