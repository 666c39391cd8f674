/**
 * Which earlier answers of people do not go together with a new one. "The same" is handed on: who says A = B and B = C has
 * said A = C. Only answers of people count here; what the engine links by itself gives way to them without asking.
 */
export interface AnsweredPair {
  decisionId: string;
  left: string;
  right: string;
  same: boolean;
}

interface Step {
  row: string;
  decisionIds: string[];
}

/** From a row along answers "the same": each row reached, with the answers on the shortest way there. */
const reach = (start: string, answered: readonly AnsweredPair[]): Map<string, string[]> => {
  const ways = new Map<string, string[]>([[start, []]]);
  const queue: Step[] = [{ row: start, decisionIds: [] }];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const { decisionId, left, right, same } of answered) {
      if (!same || (left !== step.row && right !== step.row)) continue;
      const next = left === step.row ? right : left;
      if (ways.has(next)) continue;
      const decisionIds = [...step.decisionIds, decisionId];
      ways.set(next, decisionIds);
      queue.push({ row: next, decisionIds });
    }
  }
  return ways;
};

/** Ids of the earlier decisions, in the order in which they hang together; empty where the new answer fits. */
export const findContradictions = (
  asked: { left: string; right: string; same: boolean },
  answered: readonly AnsweredPair[],
): string[] => {
  const fromLeft = reach(asked.left, answered);
  if (!asked.same) return fromLeft.get(asked.right) ?? [];
  const fromRight = reach(asked.right, answered);
  const found = answered
    .filter(({ same }) => !same)
    .flatMap(({ decisionId, left, right }) => {
      const [there, back] = [fromLeft.get(left) ?? fromLeft.get(right), fromRight.get(right) ?? fromRight.get(left)];
      const joins = (fromLeft.has(left) && fromRight.has(right)) || (fromLeft.has(right) && fromRight.has(left));
      return joins ? [...(there ?? []), decisionId, ...(back ?? [])] : [];
    });
  return [...new Set(found)];
};
