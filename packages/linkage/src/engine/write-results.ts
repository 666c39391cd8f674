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

const writePairs = async (db: WorkDatabase, spec: LinkSpec, edges: readonly Edge[], path: string): Promise<void> => {
  await db.run('CREATE OR REPLACE TABLE chosen (l INTEGER, r INTEGER)');
  await db.append(
    'chosen',
    edges.map(({ l, r }) => [l, r]),
  );
  await db.copyToNdjson(
    `SELECT a.id AS "left", b.id AS "right",
            CASE WHEN w.l IS NULL THEN 1.0 ELSE round(1 / (1 + exp2(-w.weight)), 6) END AS probability,
            w.weight AS weight, coalesce(${evidenceSql(spec)}, []) AS evidence
     FROM chosen c LEFT JOIN weighed w ON w.l = c.l AND w.r = c.r
     JOIN rec a ON a.rid = c.l JOIN rec b ON b.rid = c.r ORDER BY c.l, c.r`.replaceAll('exp2(', 'pow(2, '),
    path,
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
  await writePairs(db, spec, found.holding, join(folder, 'edges.ndjson'));
  await writePairs(db, spec, found.review, join(folder, 'review.ndjson'));
};
