import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blockPairs } from './block.ts';
import { cluster, type Decision, type Edge, type Member } from './cluster.ts';
import { comparePairs } from './compare.ts';
import type { LinkSpec, Model } from './spec.ts';
import { train } from './train.ts';
import { weighPairs } from './weigh.ts';
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
}

export type Progress = (step: string, done: number, total: number) => void;

const readMembers = async (db: WorkDatabase): Promise<Member[]> => {
  const [isRegister = [], numbers = []] = await db.columns('SELECT is_register, valid_number FROM rec ORDER BY rid');
  return numbers.map((number, rid) => ({
    isRegister: isRegister[rid] === true,
    number: typeof number === 'string' ? number : null,
  }));
};

const readEdges = async (db: WorkDatabase, model: Model): Promise<Edge[]> => {
  const [l = [], r = [], weight = [], needsPerson = []] = await db.columns(
    `SELECT l, r, weight, needs_person FROM weighed WHERE weight >= ${model.reviewWeight}`,
  );
  return l.map((left, index) => ({
    l: Number(left),
    r: Number(r[index]),
    weight: Number(weight[index]),
    needsPerson: needsPerson[index] === true,
  }));
};

/** The decisions in terms of records; the last word about a pair counts. */
const readDecisions = async (db: WorkDatabase): Promise<{ decisions: Decision[]; ignored: number }> => {
  const rows = await db.rows(
    `SELECT a.rid, b.rid, d.same FROM decision d LEFT JOIN same_row x ON x.id = d."left" LEFT JOIN same_row y ON y.id = d."right"
     LEFT JOIN rec a ON a.id = x.unit LEFT JOIN rec b ON b.id = y.unit ORDER BY d.position`,
  );
  const last = new Map<string, Decision>();
  let ignored = 0;
  for (const [left, right, same] of rows) {
    if (left === null || right === null || left === right) {
      ignored += 1;
      continue;
    }
    const [l, r] = [Math.min(Number(left), Number(right)), Math.max(Number(left), Number(right))];
    last.set(`${l}:${r}`, { l, r, same: same === true });
  }
  const decisions = [...last.values()].toSorted((a, b) => a.l - b.l || a.r - b.r);
  return { decisions, ignored };
};

/**
 * From standardised records (`rec`, `same_row`, `decision`) to clusters: block, compare, train, weigh, cluster, write.
 */
export const runLink = async (
  db: WorkDatabase,
  spec: LinkSpec,
  folder: string,
  onProgress: Progress,
): Promise<Omit<LinkSummary, 'seconds'>> => {
  const steps = spec.rules.length;
  onProgress('block', 0, steps);
  const blocks = await blockPairs(db, spec.rules, (done) => onProgress('block', done, steps));
  const candidatePairs = await db.number('SELECT count(*) FROM pair');
  onProgress('compare', 0, candidatePairs);
  await comparePairs(db, spec, 'pair', 'level');
  await db.expectRows('level', candidatePairs);
  onProgress('weigh', 0, candidatePairs);
  const model = await train(db, spec, blocks);
  await weighPairs(db, spec, model);
  await db.expectRows('weighed', candidatePairs);
  await writeFile(join(folder, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  onProgress('cluster', 0, candidatePairs);
  const members = await readMembers(db);
  const { decisions, ignored } = await readDecisions(db);
  const weights = { auto: spec.autoWeight, review: spec.reviewWeight };
  const found = cluster(members, await readEdges(db, model), decisions, weights);
  await writeResults(db, spec, found, folder);
  return {
    rows: await db.number('SELECT count(*) FROM same_row'),
    clusters: new Set(found.root).size,
    candidatePairs,
    linkedPairs: found.holding.length,
    reviewPairs: found.review.length,
    decisionsIgnored: ignored,
  };
};
