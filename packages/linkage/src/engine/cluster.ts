import { Forest } from './forest.ts';
import { type Decision, type Edges, type Members, pairKey } from './members.ts';
import { weakBridges } from './weak-bridges.ts';

export interface Pairs {
  l: Int32Array;
  r: Int32Array;
}

export interface Clusters {
  /** per record the smallest record of its cluster */
  root: Int32Array;
  clusters: number;
  /** the pairs that hold the clusters together: of each record at least its strongest */
  holding: Pairs;
  /** pairs for a person to look at */
  review: Pairs;
}

/** A bridge at least this strong is not doubted. */
const strongBridge = 12;

class PairList {
  private readonly left: number[] = [];
  private readonly right: number[] = [];

  add(l: number, r: number): void {
    this.left.push(l);
    this.right.push(r);
  }

  done(): Pairs {
    return { l: Int32Array.from(this.left), r: Int32Array.from(this.right) };
  }
}

/** What people and earlier runs put together: it comes before everything and binds. */
const joinSettled = (forest: Forest, { person, count }: Members): void => {
  const firstOf = new Map<number, number>();
  for (let record = 0; record < count; record += 1) {
    const of = person[record] ?? -1;
    if (of < 0) continue;
    const first = firstOf.get(of);
    if (first === undefined) firstOf.set(of, record);
    else if (forest.find(first) !== forest.find(record) && !forest.isBarred(first, record)) forest.join(first, record);
  }
};

const grow = (
  members: Members,
  { l, r, weight, needsPerson, count }: Edges,
  decisions: readonly Decision[],
  autoWeight: number,
  cut: ReadonlySet<number>,
): { forest: Forest; holding: PairList } => {
  const forest = new Forest(members);
  const holding = new PairList();
  for (const decision of decisions) if (!decision.same) forest.bar(decision.l, decision.r);
  for (const decision of decisions) {
    if (!decision.same || forest.find(decision.l) === forest.find(decision.r)) continue;
    if (forest.isBarred(decision.l, decision.r)) continue;
    forest.join(decision.l, decision.r);
    holding.add(decision.l, decision.r);
  }
  joinSettled(forest, members);
  for (let edge = 0; edge < count; edge += 1) {
    if ((weight[edge] ?? 0) < autoWeight) break;
    if (needsPerson[edge] === 1) continue;
    const [left, right] = [l[edge] ?? 0, r[edge] ?? 0];
    const [a, b] = [forest.find(left), forest.find(right)];
    if (a === b || !forest.mayJoin(a, b) || forest.isBarred(a, b)) continue;
    if (cut.size > 0 && cut.has(pairKey(left, right))) continue;
    forest.join(a, b);
    holding.add(left, right);
  }
  return { forest, holding };
};

/** The edges inside those clusters that have a weak one: elsewhere no bridge can be cut. */
const doubtful = (edges: Edges, forest: Forest, autoWeight: number): { l: number; r: number; weight: number }[] => {
  const { l, r, weight, count } = edges;
  let end = 0;
  while (end < count && (weight[end] ?? 0) >= autoWeight) end += 1;
  const roots = new Set<number>();
  for (let edge = end - 1; edge >= 0 && (weight[edge] ?? 0) < strongBridge; edge -= 1) {
    const root = forest.find(l[edge] ?? 0);
    if (root === forest.find(r[edge] ?? 0)) roots.add(root);
  }
  const inside: { l: number; r: number; weight: number }[] = [];
  for (let edge = 0; edge < end && roots.size > 0; edge += 1) {
    const root = forest.find(l[edge] ?? 0);
    if (!roots.has(root) || root !== forest.find(r[edge] ?? 0)) continue;
    inside.push({ l: l[edge] ?? 0, r: r[edge] ?? 0, weight: weight[edge] ?? 0 });
  }
  return inside;
};

const askAbout = (
  { isRegister }: Members,
  { l, r, weight, count }: Edges,
  decisions: readonly Decision[],
  forest: Forest,
  weights: { auto: number; review: number },
): Pairs => {
  const decided = new Set(decisions.map((decision) => pairKey(decision.l, decision.r)));
  const review = new PairList();
  const asked = new Set<number>();
  for (let edge = 0; edge < count; edge += 1) {
    const bits = weight[edge] ?? 0;
    if (bits < weights.review) break;
    const [left, right] = [l[edge] ?? 0, r[edge] ?? 0];
    const [a, b] = [forest.find(left), forest.find(right)];
    if (a === b || asked.has(pairKey(a, b)) || decided.has(pairKey(left, right)) || forest.isBarred(a, b)) continue;
    // a weak doubt about a row that has found its register person elsewhere would only ask whether those two are one
    const bothKnown = forest.hasRegister(a) && forest.hasRegister(b);
    const areRegisters = isRegister[left] === 1 && isRegister[right] === 1;
    if (bothKnown && !areRegisters && bits < weights.auto) continue;
    asked.add(pairKey(a, b));
    review.add(left, right);
  }
  return review.done();
};

/**
 * Best edge first, as long as the cluster stays possible. People's decisions come before everything and bind. Where two
 * groups of records hang together by one weak edge only, it is cut and shown to a person.
 */
export const cluster = (
  members: Members,
  edges: Edges,
  decisions: readonly Decision[],
  weights: { auto: number; review: number },
): Clusters => {
  const bound = new Set(decisions.filter(({ same }) => same).map(({ l, r }) => pairKey(l, r)));
  const first = grow(members, edges, decisions, weights.auto, new Set());
  const cut = new Set(
    weakBridges(doubtful(edges, first.forest, weights.auto), strongBridge)
      .filter(({ l, r }) => (members.person[l] ?? -1) < 0 || members.person[l] !== members.person[r])
      .map(({ l, r }) => pairKey(l, r))
      .filter((pair) => !bound.has(pair)),
  );
  const { forest, holding } = cut.size === 0 ? first : grow(members, edges, decisions, weights.auto, cut);
  const root = new Int32Array(members.count);
  let clusters = 0;
  for (let record = 0; record < members.count; record += 1) {
    const own = forest.find(record);
    root[record] = own;
    if (own === record) clusters += 1;
  }
  return { root, clusters, holding: holding.done(), review: askAbout(members, edges, decisions, forest, weights) };
};
