/** A small transactional memory: changes are staged and become visible together at commit; locks are held until the end. */

export class LockBook {
  readonly #held = new Map<string, Promise<void>>();

  async acquire(key: string): Promise<() => void> {
    for (let holder = this.#held.get(key); holder !== undefined; holder = this.#held.get(key)) await holder;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(key, held);
    return () => {
      if (this.#held.get(key) === held) this.#held.delete(key);
      release();
    };
  }
}

export class Table<Row> {
  readonly rows = new Map<string, Row>();
}

/** One transaction's view: what is committed, under what it has staged itself. */
export class Staged<Row> {
  readonly #table: Table<Row>;
  readonly #staged = new Map<string, Row>();

  constructor(table: Table<Row>) {
    this.#table = table;
  }

  get(key: string): Row | undefined {
    return this.#staged.get(key) ?? this.#table.rows.get(key);
  }

  put(key: string, row: Row): void {
    this.#staged.set(key, row);
  }

  list(): Row[] {
    return [...new Map([...this.#table.rows, ...this.#staged]).values()];
  }

  commit(): void {
    for (const [key, row] of this.#staged) this.#table.rows.set(key, row);
  }
}
