import type { Members } from './members.ts';

const none = -1;
/** The cluster carries more than one number: people put it together. */
const several = -2;

const isInside = (inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean =>
  [...inner].every((value) => outer.has(value));

/** Union-find that knows per cluster its register records, its valid numbers and what it must not be joined with. */
export class Forest {
  readonly parent: Int32Array;
  /** per root: 0 no register record, 1 all of them with a number, 2 one without */
  private readonly register: Uint8Array;
  /** per root: its number, `none` or `several` */
  private readonly number: Int32Array;
  private readonly numbers: Map<number, ReadonlySet<number>> = new Map();
  private readonly barred: Map<number, Set<number>> = new Map();

  constructor({ count, isRegister, number }: Members) {
    this.parent = new Int32Array(count);
    this.register = new Uint8Array(count);
    this.number = number.slice();
    for (let record = 0; record < count; record += 1) {
      this.parent[record] = record;
      if (isRegister[record] === 1) this.register[record] = number[record] === none ? 2 : 1;
    }
  }

  find(record: number): number {
    const { parent } = this;
    let at = record;
    for (;;) {
      const above = parent[at] ?? at;
      if (above === at) return at;
      const next = parent[above] ?? above;
      parent[at] = next;
      at = next;
    }
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
    if (this.barred.size === 0) return false;
    const [a, b] = [this.find(left), this.find(right)];
    const [small, other] = (this.barred.get(a)?.size ?? 0) <= (this.barred.get(b)?.size ?? 0) ? [a, b] : [b, a];
    for (const record of this.barred.get(small) ?? []) if (this.find(record) === other) return true;
    return false;
  }

  /**
   * Whether joining is allowed without a person: no two register people, no two valid numbers. A cluster that people
   * made of two numbers or two register rows stays open for further rows of either.
   */
  mayJoin(a: number, b: number): boolean {
    const [x, y] = [this.number[a] ?? none, this.number[b] ?? none];
    if (x !== none && y !== none && x !== y) {
      if (x >= 0 && y >= 0) return false;
      const [p, q] = [this.numbersOf(a), this.numbersOf(b)];
      if (!isInside(p, q) && !isInside(q, p)) return false;
    } else if (x === several && y === several) {
      const [p, q] = [this.numbersOf(a), this.numbersOf(b)];
      if (!isInside(p, q) && !isInside(q, p)) return false;
    }
    const [p, q] = [this.register[a] ?? 0, this.register[b] ?? 0];
    return p === 0 || q === 0 || (p === 1 && q === 1);
  }

  join(left: number, right: number): void {
    const [a, b] = [this.find(left), this.find(right)];
    const [low, high] = a < b ? [a, b] : [b, a];
    this.joinNumbers(low, high);
    this.register[low] = Math.max(this.register[low] ?? 0, this.register[high] ?? 0);
    this.parent[high] = low;
    const others = this.barred.get(high);
    if (others === undefined) return;
    this.barred.set(low, new Set([...(this.barred.get(low) ?? []), ...others]));
    this.barred.delete(high);
  }

  hasRegister(root: number): boolean {
    return (this.register[root] ?? 0) > 0;
  }

  private numbersOf(root: number): ReadonlySet<number> {
    return this.numbers.get(root) ?? new Set([this.number[root] ?? none]);
  }

  private joinNumbers(low: number, high: number): void {
    const [x, y] = [this.number[low] ?? none, this.number[high] ?? none];
    if (y === none || (x === y && x !== several)) return;
    if (x === none) {
      this.number[low] = y;
      const set = this.numbers.get(high);
      if (set !== undefined) this.numbers.set(low, set);
      return;
    }
    this.numbers.set(low, new Set([...this.numbersOf(low), ...this.numbersOf(high)]));
    this.number[low] = several;
  }
}
