/** `npm run link -- --preset prefecture`: the register's own rules on files of offices. */
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runLink } from '../engine/run-link.ts';
import { quoted, WorkDatabase } from '../engine/work-database.ts';
import { loadRecords } from '../prefecture/load-records.ts';
import { prefectureSpec } from '../prefecture/spec.ts';
import type { NamedFile } from './file-kinds.ts';
import { bitsOf, inOrder, type LinkReport, startClock } from './link-files.ts';
import { openOfficeFiles, writeRecords } from './prefecture-records.ts';
import { readModel } from './stored-model.ts';
import { openWorkFolder } from './work-folder.ts';
import { lowestProbability, probabilitySql, writeCsvFiles } from './write-csv.ts';

export interface PrefectureOptions {
  files: readonly NamedFile[];
  outDir: string;
  threshold: number;
  model: string | null;
  saveModel: string | null;
  /** a birth date after this day is a slip */
  today: string;
}

/** Equal rows of the vaccination file stand for one another up to this number; beyond it for the first of them only. */
const listedTwins = 20;

/** `row_of` leads from every row to its file, number and cluster. */
const nameRows = async (db: WorkDatabase, names: readonly string[], clustersFile: string): Promise<void> => {
  await db.run('CREATE TABLE file (source INTEGER, name VARCHAR)');
  await db.append(
    'file',
    names.map((name, source) => [source, name]),
  );
  await db.run(
    `CREATE TABLE row_of AS SELECT s.id, s.unit, f.source, f.name, CAST(split_part(s.id, ':', 2) AS INTEGER) AS row, c."cluster" AS root,
       count(*) OVER (PARTITION BY s.unit) AS twins
     FROM same_row s JOIN file f ON f.source = CAST(split_part(s.id, ':', 1) AS INTEGER)
     JOIN read_json(${quoted(clustersFile)}, format = 'newline_delimited', columns = {id: 'VARCHAR', "cluster": 'VARCHAR'}) c ON c.id = s.id`,
  );
};

/**
 * A pair that the rules kept apart, or that needs a person, is listed below the threshold however high its weight:
 * what links.csv says at the threshold and what clusters.csv says must not contradict each other.
 */
const pairsSql = (threshold: number): string => {
  const probability = probabilitySql('w.weight');
  return `SELECT a.source AS a_source, a.name AS a_name, a.row AS a_row, b.source AS b_source, b.name AS b_name, b.row AS b_row,
      CASE WHEN a.root = b.root THEN ${probability} ELSE least(${probability}, ${threshold * 0.99}) END AS probability
    FROM weighed w JOIN rec x ON x.rid = w.l JOIN rec y ON y.rid = w.r
    JOIN row_of a ON a.unit = x.id AND (a.twins <= ${listedTwins} OR a.id = a.unit)
    JOIN row_of b ON b.unit = y.id AND (b.twins <= ${listedTwins} OR b.id = b.unit)
    WHERE ${probability} >= ${lowestProbability}
    UNION ALL
    SELECT a.source, a.name, a.row, b.source, b.name, b.row, 1.0
    FROM row_of a JOIN row_of b ON b.unit = a.unit AND a.id < b.id WHERE a.twins > 1 AND (a.twins <= ${listedTwins} OR a.id = a.unit)`;
};

const linksSql = (threshold: number): string =>
  `SELECT CASE WHEN first THEN a_name ELSE b_name END AS source_l, CASE WHEN first THEN a_row ELSE b_row END AS row_l,
     CASE WHEN first THEN b_name ELSE a_name END AS source_r, CASE WHEN first THEN b_row ELSE a_row END AS row_r, probability
   FROM (SELECT *, (a_source, a_row) <= (b_source, b_row) AS first FROM (${pairsSql(threshold)}))
   ORDER BY least(a_source, b_source), row_l, greatest(a_source, b_source), row_r`;

const clustersSql = `SELECT name AS source, row, dense_rank() OVER (ORDER BY head) AS "cluster" FROM
  (SELECT source, name, row, min((source, row)) OVER (PARTITION BY root) AS head FROM row_of) ORDER BY name, row`;

export const linkPrefecture = async (options: PrefectureOptions): Promise<LinkReport> => {
  const lap = startClock();
  const { threshold, outDir } = options;
  const spec = {
    ...prefectureSpec,
    autoWeight: bitsOf(threshold),
    reviewWeight: Math.min(prefectureSpec.reviewWeight, bitsOf(threshold)),
  };
  const stored = options.model === null ? {} : { model: await readModel(options.model, spec) };
  const kindOfPath = new Map(options.files.map(({ path, kind }) => [path, kind]));
  const paths = inOrder([...kindOfPath.keys()]);
  const files = await openOfficeFiles(paths.map((path) => ({ path, kind: kindOfPath.get(path) ?? null })));
  const { folder, remove } = await openWorkFolder();
  const db = await WorkDatabase.open(folder, '1500MB');
  try {
    const recordsFile = join(folder, 'records.ndjson');
    const decisionsFile = join(folder, 'decisions.ndjson');
    const counts = await writeRecords(files, recordsFile, options.today);
    await writeFile(decisionsFile, '');
    await loadRecords(db, recordsFile, decisionsFile);
    await rm(recordsFile);
    const read = lap();
    const { candidatePairs, linkedPairs, clusters } = await runLink(db, spec, folder, () => undefined, stored);
    const linked = lap();
    await nameRows(
      db,
      files.map(({ name }) => name),
      join(folder, 'clusters.ndjson'),
    );
    await db.expectRows(
      'row_of',
      counts.reduce((sum, count) => sum + count, 0),
    );
    await writeCsvFiles(db, [
      { sql: linksSql(threshold), path: join(outDir, 'links.csv') },
      { sql: clustersSql, path: join(outDir, 'clusters.csv') },
    ]);
    if (options.saveModel !== null) await copyFile(join(folder, 'model.json'), options.saveModel);
    return {
      seconds: { read, link: linked, write: lap() },
      files: files.map(({ name, kind }) => `${name} (${kind})`),
      rows: counts.reduce((sum, count) => sum + count, 0),
      candidatePairs,
      links: linkedPairs,
      clusters,
      blocks: [],
    };
  } finally {
    await db.close();
    await remove();
  }
};
