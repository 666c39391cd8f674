import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blockPairs } from './block.ts';
import { cluster } from './cluster.ts';
import { comparePairs } from './compare.ts';
import { type Decision, type Edges, type Members, pairKey } from './members.ts';
import type { LinkSpec, Model } from './spec.ts';
import { checkModel } from './stored-model.ts';
import { train } from './train.ts';
import { keepPossible, weighPairs } from './weigh.ts';
import type { WorkDatabase } from './work-database.ts';
import { writeResults } from './write-results.ts';

export interface LinkSummary {
  rows: number;
  clusters: number;
  candidatePairs: number;
  linkedPairs: number;
  reviewPairs: number;
  /** decisions about records that are not in this run */
  decisionsIgnored: number;
  seconds: number;
  /** KiB of the process that linked */
  peakMemory: number;
}

/** Pairs this many bits below the review band are still in `weighed`, for lists of everything that was considered. */
const keptBelow = 8;

export type Progress = (step: string, done: number, total: number) => void;

const readMembers = async (db: WorkDatabase): Promise<Members> => {
  const count = await db.number('SELECT count(*) FROM rec');
  const [rid, register] = [new Int32Array(count), new Uint8Array(count)];
  const [numberOf, personOf] = [new Int32Array(count), new Int32Array(count)];
  await db.readNumbers(
    `SELECT rec.rid, rec.is_register::TINYINT, coalesce(n.no, -1), coalesce(rec.person_no, -1) FROM rec LEFT JOIN
       (SELECT valid_number, CAST(row_number() OVER () AS INTEGER) AS no FROM rec WHERE valid_number IS NOT NULL GROUP BY 1) n
       ON n.valid_number = rec.valid_number`,
    [rid, register, numberOf, personOf],
  );
  const members: Members = {
    count,
    isRegister: new Uint8Array(count),
    number: new Int32Array(count),
    person: new Int32Array(count),
  };
  for (const [at, record] of rid.entries()) {
    members.isRegister[record] = register[at] ?? 0;
    members.number[record] = numberOf[at] ?? -1;
    members.person[record] = personOf[at] ?? -1;
  }
  return members;
};

const readEdges = async (db: WorkDatabase, reviewWeight: number): Promise<Edges> => {
  const where = `FROM weighed WHERE weight >= ${reviewWeight}`;
  const count = await db.number(`SELECT count(*) ${where}`);
  const [l, r, weight] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
  const needsPerson = new Uint8Array(count);
  await db.readNumbers(`SELECT l, r, weight, needs_person::TINYINT ${where} ORDER BY weight DESC, l, r`, [
    l,
    r,
    weight,
    needsPerson,
  ]);
  return { count, l, r, weight, needsPerson };
};

/** The decisions in terms of records; the last word about a pair counts. */
const readDecisions = async (db: WorkDatabase): Promise<{ decisions: Decision[]; ignored: number }> => {
  const rows = await db.rows(
    `SELECT a.rid, b.rid, d.same FROM decision d LEFT JOIN same_row x ON x.id = d."left" LEFT JOIN same_row y ON y.id = d."right"
     LEFT JOIN rec a ON a.id = x.unit LEFT JOIN rec b ON b.id = y.unit ORDER BY d.position`,
  );
  const last = new Map<number, Decision>();
  let ignored = 0;
  for (const [left, right, same] of rows) {
    if (left === null || right === null || left === right) {
      ignored += 1;
      continue;
    }
    const [l, r] = [Math.min(Number(left), Number(right)), Math.max(Number(left), Number(right))];
    last.set(pairKey(l, r), { l, r, same: same === true });
  }
  const decisions = [...last.values()].toSorted((a, b) => a.l - b.l || a.r - b.r);
  return { decisions, ignored };
};

export interface RunOptions {
  /** what an earlier run learnt: nothing is trained */
  model?: Model;
  /** only pairs with a fresh record */
  onlyFresh?: boolean;
}

/**
 * From standardised records (`rec`, `same_row`, `decision`) to clusters: block, compare, train, weigh, cluster, write.
 */
export const runLink = async (
  db: WorkDatabase,
  spec: LinkSpec,
  folder: string,
  onProgress: Progress,
  options: RunOptions = {},
): Promise<Omit<LinkSummary, 'seconds' | 'peakMemory'>> => {
  const onlyFresh = options.onlyFresh ?? false;
  const steps = spec.rules.length;
  onProgress('block', 0, steps);
  const blocks = await blockPairs(db, spec.rules, (done) => onProgress('block', done, steps), onlyFresh);
  const candidatePairs = await db.number('SELECT count(*) FROM pair');
  onProgress('compare', 0, candidatePairs);
  await comparePairs(db, spec, 'pair', 'level');
  await db.expectRows('level', candidatePairs);
  await db.run('DROP TABLE pair');
  onProgress('weigh', 0, candidatePairs);
  if (options.model !== undefined) checkModel(options.model, spec);
  const model = options.model === undefined ? await train(db, spec, blocks) : { ...options.model, blocks };
  await keepPossible(db, spec, model, spec.reviewWeight - keptBelow);
  const kept = await db.number('SELECT count(*) FROM level');
  await weighPairs(db, spec, model);
  await db.expectRows('weighed', kept);
  await db.run('DROP TABLE level');
  await writeFile(join(folder, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  onProgress('cluster', 0, candidatePairs);
  const { decisions, ignored } = await readDecisions(db);
  const weights = { auto: spec.autoWeight, review: spec.reviewWeight };
  const found = cluster(await readMembers(db), await readEdges(db, spec.reviewWeight), decisions, weights);
  onProgress('write', 0, candidatePairs);
  await writeResults(db, spec, found, folder, onlyFresh);
  return {
    rows: await db.number('SELECT count(*) FROM same_row'),
    clusters: found.clusters,
    candidatePairs,
    linkedPairs: found.holding.l.length,
    reviewPairs: found.review.l.length,
    decisionsIgnored: ignored,
  };
};
