import { groupByKey, type Groups } from './group-by-key.ts';
import type { BlockingRule, Model } from './spec.ts';
import type { WorkDatabase } from './work-database.ts';

/** Pairs are handed to the database in portions. */
const portion = 2 ** 20;

/** Room for pairs until they are in `pair(l, r)`. */
class PairBuffer {
  private l = new Int32Array(portion);
  private r = new Int32Array(portion);
  private used = 0;
  private readonly db: WorkDatabase;
  total = 0;

  constructor(db: WorkDatabase) {
    this.db = db;
  }

  get isFull(): boolean {
    return this.used >= portion;
  }

  add(one: number, other: number): void {
    if (this.used === this.l.length) {
      this.l = grown(this.l);
      this.r = grown(this.r);
    }
    this.l[this.used] = Math.min(one, other);
    this.r[this.used] = Math.max(one, other);
    this.used += 1;
    this.total += 1;
  }

  async empty(): Promise<void> {
    await this.db.appendIntegers('pair', [this.l.subarray(0, this.used), this.r.subarray(0, this.used)]);
    this.used = 0;
  }
}

const grown = (column: Int32Array): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
};

/** Per rule the hash of every record's key; 0 where it has none. */
const readKeys = async (db: WorkDatabase, rules: readonly BlockingRule[], records: number): Promise<Uint32Array[]> => {
  const columns = rules.map(() => new Uint32Array(records));
  const hashes = rules.map(
    ({ key }) => `CASE WHEN (${key}) IS NULL THEN 0 ELSE greatest(1, hash(${key}) >> 32) END::UINTEGER`,
  );
  const found = await db.placeNumbers(`SELECT rid, ${hashes.join(', ')} FROM rec`, columns);
  if (found !== records) throw new Error(`link: keys of ${found} of ${records} records`);
  return columns;
};

/** All pairs within one group that no earlier rule has found. */
const pairUp = (
  { members, start, end }: { members: Int32Array; start: number; end: number },
  earlier: readonly Uint32Array[],
  fresh: Uint8Array | undefined,
  pairs: PairBuffer,
): void => {
  for (let at = start + 1; at < end; at += 1) {
    const one = members[at] ?? 0;
    for (let before = start; before < at; before += 1) {
      const other = members[before] ?? 0;
      if (fresh !== undefined && fresh[one] === 0 && fresh[other] === 0) continue;
      let isNew = true;
      for (const keys of earlier) {
        const key = keys[one];
        if (key !== 0 && key === keys[other]) {
          isNew = false;
          break;
        }
      }
      if (isNew) pairs.add(one, other);
    }
  }
};

/** Takes the key from everybody in a group that is too large; answers how many those are. */
const dissolve = (keys: Uint32Array, { members, starts, groups }: Groups, maxBlock: number): number => {
  let leftOut = 0;
  for (let group = 0; group < groups; group += 1) {
    const [start, end] = [starts[group] ?? 0, starts[group + 1] ?? 0];
    if (end - start <= maxBlock) continue;
    leftOut += end - start;
    for (let at = start; at < end; at += 1) keys[members[at] ?? 0] = 0;
  }
  return leftOut;
};

/**
 * Pairs that agree on the key of at least one rule, each once, in `pair(l, r)` with l < r. The keys are hashed by the
 * database and grouped here: each of its joins would build a table of all records, rule after rule. Two keys with one
 * hash make a pair too many, which is then compared and dropped. With `onlyFresh` only pairs are made in which at least
 * one record is marked fresh.
 */
export const blockPairs = async (
  db: WorkDatabase,
  rules: readonly BlockingRule[],
  onRule: (done: number) => void,
  onlyFresh = false,
): Promise<Model['blocks']> => {
  const records = await db.number('SELECT count(*) FROM rec');
  const keys = await readKeys(db, rules, records);
  const fresh = onlyFresh ? new Uint8Array(records) : undefined;
  if (fresh !== undefined) await db.placeNumbers('SELECT rid, fresh::TINYINT FROM rec', [fresh]);
  await db.run('CREATE OR REPLACE TABLE pair (l INTEGER, r INTEGER)');
  const pairs = new PairBuffer(db);
  const blocks: Model['blocks'] = [];
  for (const [index, rule] of rules.entries()) {
    const own = keys[index] ?? new Uint32Array(0);
    const earlier = keys.slice(0, index);
    const found = groupByKey(own);
    const before = pairs.total;
    const leftOut = dissolve(own, found, rule.maxBlock);
    for (let group = 0; group < found.groups; group += 1) {
      const [start, end] = [found.starts[group] ?? 0, found.starts[group + 1] ?? 0];
      if (end - start > rule.maxBlock) continue;
      pairUp({ members: found.members, start, end }, earlier, fresh, pairs);
      if (pairs.isFull) await pairs.empty();
    }
    blocks.push({ rule: rule.name, pairs: pairs.total - before, leftOut });
    onRule(index + 1);
  }
  await pairs.empty();
  await db.expectRows('pair', pairs.total);
  return blocks;
};
