/** Seeded randomness: the same seed and stream name give the same numbers on every machine (sfc32 by Chris Doty-Humphrey). */
export interface Random {
  /** 0 <= x < 1 */
  next(): number;
  /** 0 <= n < limit */
  below(limit: number): number;
  /** low <= n <= high */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

const seedWords = (text: string): [number, number, number, number] => {
  const words: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef];
  for (const unit of text) {
    const code = unit.codePointAt(0) ?? 0;
    words[0] = Math.imul(words[0] ^ code, 0x85ebca6b);
    words[1] = Math.imul(words[1] ^ (code + words[0]), 0xc2b2ae35);
    words[2] = Math.imul(words[2] ^ (code + words[1]), 0x27d4eb2f);
    words[3] = Math.imul(words[3] ^ (code + words[2]), 0x165667b1);
  }
  return words;
};

/** One stream per purpose, so that a change in one file's errors leaves the people and the other files as they were. */
export const randomStream = (seed: number | string, purpose: string): Random => {
  let [a, b, c, counter] = seedWords(`${String(seed)}/${purpose}`);
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
};

export type Weighted<Item> = readonly (readonly [Item, number])[];

/** A chooser with fixed weights: binary search on the cumulated weights. */
export const weightedChoice = <Item>(weights: Weighted<Item>): ((random: Random) => Item) => {
  const items = weights.map(([item]) => item);
  const limits: number[] = [];
  let total = 0;
  for (const [, weight] of weights) limits.push((total += weight));
  return (random) => {
    const drawn = random.next() * total;
    let low = 0;
    let high = limits.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((limits[middle] ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
};

/** Characters in order of frequency, the first ones much more frequent than the last (Zipf with an offset). */
export const frequentFirst = (characters: string, offset = 6): Weighted<string> =>
  Array.from(characters).map((character, rank) => [character, 1 / (rank + offset)] as const);
