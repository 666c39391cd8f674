/** Expectation-maximisation over counts of agreement patterns, for two classes (Winkler 1988; Enamorado et al. 2019). */

export interface Pattern {
  /** level per field; -1 is missing */
  levels: readonly number[];
  count: number;
}

/** Per field and level code: the share of the level in a class. */
export type Shares = readonly (readonly number[])[];

/** Pairs the starting values count for: with fewer real ones the estimate stays near them. */
const startWeight = 20;
const rounds = 30;

/**
 * Learns m while u stays fixed. `start` is where m begins and what it leans on in small data; the share of matches is
 * learnt along and thrown away, since the pairs were chosen to contain many.
 */
export const learnM = (patterns: readonly Pattern[], start: Shares, u: Shares): number[][] => {
  let m = start.map((field) => [...field]);
  let share = 0.9;
  for (let round = 0; round < rounds; round += 1) {
    const sums = start.map((field) => field.map((value) => value * startWeight));
    let matches = 0;
    let total = 0;
    for (const { levels, count } of patterns) {
      let yes = share;
      let no = 1 - share;
      for (const [field, level] of levels.entries()) {
        if (level < 0) continue;
        yes *= m[field]?.[level] ?? 1;
        no *= u[field]?.[level] ?? 1;
      }
      const expected = yes + no === 0 ? 0 : (count * yes) / (yes + no);
      matches += expected;
      total += count;
      for (const [field, level] of levels.entries()) {
        const sum = sums[field];
        if (level >= 0 && sum !== undefined) sum[level] = (sum[level] ?? 0) + expected;
      }
    }
    share = Math.min(0.9999, Math.max(0.0001, (matches + 9) / (total + 10)));
    m = sums.map((sum) => {
      const all = sum.reduce((left, right) => left + right, 0);
      return sum.map((value) => Math.max(value / all, 1e-5));
    });
  }
  return m;
};

/** How many of the pairs are of two people, their share being learnt from these pairs alone. */
export const strangersAmong = (patterns: readonly Pattern[], m: Shares, u: Shares): number => {
  const likelihoods = patterns.map(({ levels, count }) => {
    let yes = 1;
    let no = 1;
    for (const [field, level] of levels.entries()) {
      if (level < 0) continue;
      yes *= m[field]?.[level] ?? 1;
      no *= u[field]?.[level] ?? 1;
    }
    return { yes, no, count };
  });
  const total = patterns.reduce((sum, { count }) => sum + count, 0);
  let strangers = total / 10;
  for (let round = 0; round < rounds; round += 1) {
    const share = Math.min(0.9999, Math.max(0.0001, 1 - strangers / Math.max(1, total)));
    strangers = likelihoods.reduce((sum, { yes, no, count }) => {
      const both = share * yes + (1 - share) * no;
      return sum + (both === 0 ? 0 : (count * (1 - share) * no) / both);
    }, 0);
  }
  return strangers;
};
