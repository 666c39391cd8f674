import { basename, dirname, join } from 'node:path';
import { blockPairs } from '../engine/block.ts';
import { comparePairs } from '../engine/compare.ts';
import type { LinkSpec, Model } from '../engine/spec.ts';
import { train } from '../engine/train.ts';
import { weighPairs } from '../engine/weigh.ts';
import { WorkDatabase } from '../engine/work-database.ts';
import { buildSpec } from './build-spec.ts';
import { clusterRows } from './cluster-rows.ts';
import type { FileSpec, Mode } from './file-spec.ts';
import { LinkRefusal } from './link-refusal.ts';
import { loadFiles } from './load-files.ts';
import { openFile, readTextOrRefuse } from './open-files.ts';
import { readSpec } from './read-spec.ts';
import { readModel, saveModel } from './stored-model.ts';
import { learnPrior } from './weigh-prior.ts';
import { openWorkFolder } from './work-folder.ts';
import { lowestProbability, probabilitySql, writeCsvFiles } from './write-csv.ts';

export interface LinkOptions {
  spec: string;
  files: readonly string[];
  out: string;
  threshold: number;
  model: string | null;
  saveModel: string | null;
}

/** Seconds, one after the other. */
export interface Times {
  read: number;
  link: number;
  write: number;
}

/** Starts a clock; each call gives the seconds since the last one. */
export const startClock = (): (() => number) => {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
};

export interface LinkReport {
  seconds: Times;
  /** names, with what each file was taken for */
  files: string[];
  rows: number;
  candidatePairs: number;
  links: number;
  clusters: number;
  blocks: Model['blocks'];
}

/** Files in the order of their names, which must differ: they are what the results call the files. */
export const inOrder = (paths: readonly string[]): string[] => {
  const ordered = paths.toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const twice = ordered.find((path, index) => basename(path) === basename(ordered[index + 1] ?? ''));
  if (twice !== undefined)
    throw new LinkRefusal(`${basename(twice)}: two files have this name; the results could not tell them apart`);
  return ordered;
};

export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability));

const pairFilter: Record<Mode, string> = {
  link_only: 'l.source <> r.source',
  dedupe: 'l.source = r.source',
  both: 'true',
};

const countPairs = (mode: Mode, counts: readonly number[]): number => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const every = (all * (all - 1)) / 2;
  const within = counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  return { link_only: every - within, dedupe: within, both: every }[mode];
};

const modeFor = (spec: FileSpec, files: number): Mode => {
  const mode = spec.mode ?? (files === 1 ? 'dedupe' : 'link_only');
  if (mode === 'link_only' && files < 2) throw new LinkRefusal('mode link_only wants two files or more');
  return mode;
};

/** Weights with the stored or the learnt model; the prior is learnt last, because it needs the weights. */
const weighWithModel = async (
  db: WorkDatabase,
  spec: LinkSpec,
  stored: Model | null,
  blocks: Model['blocks'],
  pairs: number,
): Promise<Model> => {
  if (stored !== null) {
    await weighPairs(db, spec, stored);
    return stored;
  }
  const trained = await train(db, spec, blocks);
  await weighPairs(db, spec, trained);
  const prior = await learnPrior(db, trained.prior, pairs);
  await db.run(`UPDATE weighed SET weight = round(weight + ${Math.log2(prior / trained.prior)}, 4)`);
  return { ...trained, prior };
};

const findClusters = async (db: WorkDatabase, mode: Mode, weight: number): Promise<void> => {
  const sources = (await db.rows('SELECT source FROM rec ORDER BY rid')).map(([source]) => Number(source));
  const found = await db.rows(`SELECT l, r, weight FROM weighed WHERE weight >= ${weight}`);
  const pairs = found.map(([l, r, bits]) => ({ l: Number(l), r: Number(r), weight: Number(bits) }));
  const roots = clusterRows(sources.length, pairs, mode === 'link_only' ? Int32Array.from(sources) : null);
  await db.run('CREATE TABLE cluster_of (rid INTEGER, root INTEGER)');
  await db.append(
    'cluster_of',
    Array.from(roots, (root, rid) => [rid, root]),
  );
};

const writeResults = async (db: WorkDatabase, names: readonly string[], out: string): Promise<void> => {
  await db.run('CREATE TABLE file (source INTEGER, name VARCHAR)');
  await db.append(
    'file',
    names.map((name, source) => [source, name]),
  );
  const linksSql = `SELECT a.name AS source_l, l.row AS row_l, b.name AS source_r, r.row AS row_r, ${probabilitySql('weight')} AS probability
    FROM weighed w JOIN rec x ON x.rid = w.l JOIN rec y ON y.rid = w.r
    JOIN rec l ON l.rid = CASE WHEN (x.source, x.row) <= (y.source, y.row) THEN w.l ELSE w.r END
    JOIN rec r ON r.rid = CASE WHEN (x.source, x.row) <= (y.source, y.row) THEN w.r ELSE w.l END
    JOIN file a ON a.source = l.source JOIN file b ON b.source = r.source
    WHERE ${probabilitySql('weight')} >= ${lowestProbability} ORDER BY l.source, l.row, r.source, r.row`;
  const clustersSql = `SELECT name AS source, row, dense_rank() OVER (ORDER BY head) AS "cluster" FROM
    (SELECT f.name, rec.source, rec.row, min((rec.source, rec.row)) OVER (PARTITION BY c.root) AS head
     FROM rec JOIN cluster_of c ON c.rid = rec.rid JOIN file f ON f.source = rec.source) ORDER BY name, row`;
  await writeCsvFiles(db, [
    { sql: linksSql, path: out },
    {
      sql: clustersSql,
      path: join(dirname(out), 'clusters.csv'),
    },
  ]);
};

/** `npm run link -- --spec …`: any files, as the spec says. Learns without any truth; the same input gives the same bytes. */
export const linkFiles = async (options: LinkOptions): Promise<LinkReport> => {
  const lap = startClock();
  const spec = readSpec(await readTextOrRefuse(options.spec), basename(options.spec));
  const paths = inOrder(options.files);
  const mode = modeFor(spec, paths.length);
  const files = [];
  for (const path of paths) files.push(await openFile(path, spec));
  const { folder, remove } = await openWorkFolder();
  const db = await WorkDatabase.open(folder, '1500MB');
  try {
    const counts = await loadFiles(db, spec, files);
    const read = lap();
    const autoWeight = bitsOf(options.threshold);
    const linkSpec = await buildSpec(db, spec, autoWeight);
    const stored = options.model === null ? null : await readModel(options.model, linkSpec);
    const blocks = await blockPairs(db, linkSpec.rules, () => undefined);
    await db.run(
      `CREATE OR REPLACE TABLE pair AS SELECT p.l, p.r FROM pair p JOIN rec l ON l.rid = p.l JOIN rec r ON r.rid = p.r WHERE ${pairFilter[mode]}`,
    );
    await comparePairs(db, linkSpec, 'pair', 'level');
    const candidatePairs = await db.number('SELECT count(*) FROM level');
    const model = await weighWithModel(db, linkSpec, stored, blocks, countPairs(mode, counts));
    await findClusters(db, mode, autoWeight);
    const linked = lap();
    await writeResults(
      db,
      files.map(({ name }) => name),
      options.out,
    );
    if (options.saveModel !== null) await saveModel(options.saveModel, model);
    return {
      seconds: { read, link: linked, write: lap() },
      files: files.map(({ name }) => name),
      rows: counts.reduce((sum, count) => sum + count, 0),
      candidatePairs,
      links: await db.number(`SELECT count(*) FROM weighed WHERE weight >= ${autoWeight}`),
      clusters: await db.number('SELECT count(DISTINCT root) FROM cluster_of'),
      blocks,
    };
  } finally {
    await db.close();
    await remove();
  }
};
