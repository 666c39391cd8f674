import { weakBridges } from './weak-bridges.ts';

/** What clustering has to know of a record. */
export interface Member {
  /** two of these are two persons, unless they carry the same valid number */
  isRegister: boolean;
  /** its valid identity number, or null */
  number: string | null;
}

export interface Edge {
  l: number;
  r: number;
  weight: number;
  needsPerson: boolean;
}

export interface Decision {
  l: number;
  r: number;
  same: boolean;
}

export interface Clusters {
  /** per record the smallest record of its cluster */
  root: Int32Array;
  /** the edges that hold the clusters together: of each record at least its strongest */
  holding: Edge[];
  /** pairs for a person to look at */
  review: Edge[];
}

/** A bridge at least this strong is not doubted. */
const strongBridge = 12;

/** One number for a pair of records: strings would cost most of the time. Exact up to 67 million records. */
const key = (l: number, r: number): number => (l < r ? l * 2 ** 26 + r : r * 2 ** 26 + l);

const isInside = (inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean =>
  [...inner].every((value) => outer.has(value));

/** Union-find that knows per cluster its register records, its valid numbers and what it must not be joined with. */
class Forest {
  readonly parent: Int32Array;
  private readonly registers: Map<number, number[]> = new Map();
  private readonly numbers: Map<number, ReadonlySet<string>> = new Map();
  private readonly barred: Map<number, Set<number>> = new Map();
  private readonly members: readonly Member[];

  constructor(members: readonly Member[]) {
    this.members = members;
    this.parent = Int32Array.from(members, (_, index) => index);
    for (const [index, member] of members.entries()) {
      if (member.isRegister) this.registers.set(index, [index]);
      if (member.number !== null) this.numbers.set(index, new Set([member.number]));
    }
  }

  find(record: number): number {
    let at = record;
    while (this.parent[at] !== at) {
      const above = this.parent[at] ?? at;
      this.parent[at] = this.parent[above] ?? above;
      at = above;
    }
    return at;
  }

  bar(left: number, right: number): void {
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      const root = this.find(from);
      const set = this.barred.get(root) ?? new Set();
      this.barred.set(root, set.add(to));
    }
  }

  isBarred(left: number, right: number): boolean {
    const [a, b] = [this.find(left), this.find(right)];
    const [small, other] = (this.barred.get(a)?.size ?? 0) <= (this.barred.get(b)?.size ?? 0) ? [a, b] : [b, a];
    for (const record of this.barred.get(small) ?? []) if (this.find(record) === other) return true;
    return false;
  }

  /**
   * Whether joining is allowed without a person: no two register people, no two valid numbers. A cluster that people
   * made of two numbers or two register rows stays open for further rows of either.
   */
  mayJoin(left: number, right: number): boolean {
    const [a, b] = [this.find(left), this.find(right)];
    const [x, y] = [this.numbers.get(a), this.numbers.get(b)];
    if (x !== undefined && y !== undefined && !isInside(x, y) && !isInside(y, x)) return false;
    const [p, q] = [this.registers.get(a), this.registers.get(b)];
    return p === undefined || q === undefined || [...p, ...q].every((record) => this.members[record]?.number !== null);
  }

  join(left: number, right: number): void {
    const [a, b] = [this.find(left), this.find(right)];
    const [low, high] = a < b ? [a, b] : [b, a];
    this.parent[high] = low;
    this.merge(this.registers, low, high, (x, y) => [...x, ...y]);
    this.merge(this.numbers, low, high, (x, y) => new Set([...x, ...y]));
    this.merge(this.barred, low, high, (x, y) => new Set([...x, ...y]));
  }

  hasRegister(record: number): boolean {
    return this.registers.has(this.find(record));
  }

  private merge<T>(map: Map<number, T>, low: number, high: number, both: (x: T, y: T) => T): void {
    const [x, y] = [map.get(low), map.get(high)];
    if (y === undefined) return;
    map.set(low, x === undefined ? y : both(x, y));
    map.delete(high);
  }
}

const grow = (
  members: readonly Member[],
  edges: readonly Edge[],
  decisions: readonly Decision[],
  autoWeight: number,
): { forest: Forest; holding: Edge[] } => {
  const forest = new Forest(members);
  const decided = new Set(decisions.map(({ l, r }) => key(l, r)));
  const weights = new Map(
    (decided.size === 0 ? [] : edges)
      .filter(({ l, r }) => decided.has(key(l, r)))
      .map((edge) => [key(edge.l, edge.r), edge]),
  );
  const holding: Edge[] = [];
  for (const { l, r, same } of decisions) if (!same) forest.bar(l, r);
  for (const { l, r, same } of decisions) {
    if (!same || forest.find(l) === forest.find(r) || forest.isBarred(l, r)) continue;
    forest.join(l, r);
    holding.push(weights.get(key(l, r)) ?? { l, r, weight: autoWeight, needsPerson: true });
  }
  for (const edge of edges) {
    if (edge.weight < autoWeight) break;
    if (edge.needsPerson || forest.find(edge.l) === forest.find(edge.r)) continue;
    if (forest.isBarred(edge.l, edge.r) || !forest.mayJoin(edge.l, edge.r)) continue;
    forest.join(edge.l, edge.r);
    holding.push(edge);
  }
  return { forest, holding };
};

/** The edges inside those clusters that have a weak one: elsewhere no bridge can be cut. */
const doubtful = (edges: readonly Edge[], forest: Forest, autoWeight: number): Edge[] => {
  const holds = (edge: Edge): boolean => edge.weight >= autoWeight && forest.find(edge.l) === forest.find(edge.r);
  const roots = new Set<number>();
  for (const edge of edges) if (edge.weight < strongBridge && holds(edge)) roots.add(forest.find(edge.l));
  return edges.filter((edge) => roots.has(forest.find(edge.l)) && holds(edge));
};

/**
 * Best edge first, as long as the cluster stays possible. People's decisions come before everything and bind. Where two
 * groups of records hang together by one weak edge only, it is cut and shown to a person.
 */
export const cluster = (
  members: readonly Member[],
  pairs: readonly Edge[],
  decisions: readonly Decision[],
  weights: { auto: number; review: number },
): Clusters => {
  const edges = pairs.toSorted((a, b) => b.weight - a.weight || a.l - b.l || a.r - b.r);
  const decided = new Set(decisions.map(({ l, r }) => key(l, r)));
  const bound = new Set(decisions.filter(({ same }) => same).map(({ l, r }) => key(l, r)));
  const first = grow(members, edges, decisions, weights.auto);
  const inside = doubtful(edges, first.forest, weights.auto);
  const cut = new Set(
    weakBridges(inside, strongBridge)
      .map((edge) => key(edge.l, edge.r))
      .filter((pair) => !bound.has(pair)),
  );
  const isCut = (edge: Edge): boolean => cut.has(key(edge.l, edge.r));
  const final =
    cut.size === 0
      ? first
      : grow(
          members,
          edges.filter((edge) => !isCut(edge)),
          decisions,
          weights.auto,
        );
  const { forest, holding } = final;
  const root = Int32Array.from(members, (_, index) => forest.find(index));
  const review: Edge[] = [];
  const asked = new Set<number>();
  for (const edge of edges) {
    if (edge.weight < weights.review) break;
    const [a, b] = [forest.find(edge.l), forest.find(edge.r)];
    if (a === b || decided.has(key(edge.l, edge.r)) || asked.has(key(a, b)) || forest.isBarred(a, b)) continue;
    // a weak doubt about a row that has found its register person elsewhere would only ask whether those two are one
    const bothKnown = forest.hasRegister(a) && forest.hasRegister(b);
    const areRegisters = members[edge.l]?.isRegister === true && members[edge.r]?.isRegister === true;
    if (bothKnown && !areRegisters && edge.weight < weights.auto) continue;
    asked.add(key(a, b));
    review.push(edge);
  }
  return { root, holding, review };
};
