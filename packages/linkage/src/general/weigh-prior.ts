import type { WorkDatabase } from '../engine/work-database.ts';

const rounds = 100;

/**
 * The share of matches among all pairs at which the weights add up: the pairs' probabilities sum to as many matches as the
 * share says. `bits` are weights without a prior.
 */
export const findShare = (bits: readonly { bits: number; count: number }[], allPairs: number): number => {
  let share = Math.min(0.5, 1 / Math.sqrt(Math.max(4, allPairs)));
  for (let round = 0; round < rounds; round += 1) {
    const odds = share / (1 - share);
    let matches = 0;
    for (const { bits: weight, count } of bits) {
      const chance = odds * 2 ** weight;
      matches += count * (chance === Infinity ? 1 : chance / (1 + chance));
    }
    const next = Math.min(0.5, Math.max(1, matches) / Math.max(2, allPairs));
    if (Math.abs(next - share) < share * 1e-9) break;
    share = next;
  }
  return share;
};

/** Learns the prior from `weighed`, whose weights were made with `used`. */
export const learnPrior = async (db: WorkDatabase, used: number, allPairs: number): Promise<number> => {
  const rows = await db.rows('SELECT round(weight, 2) AS w, count(*) FROM weighed GROUP BY 1 ORDER BY 1');
  const bits = rows.map(([weight, count]) => ({ bits: Number(weight) - Math.log2(used), count: Number(count) }));
  return findShare(bits, allPairs);
};
