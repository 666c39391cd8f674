/**
 * Which parts of two short texts differ: place by place where both have the same length, as numbers and dates do;
 * otherwise by their longest common subsequence, so that an insertion marks one character.
 */
export interface Part {
  text: string;
  differs: boolean;
}

const lengths = (left: readonly string[], right: readonly string[]): number[][] => {
  const table = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const same = left[i] === right[j];
      const row = table[i];
      const below = table[i + 1];
      if (row === undefined || below === undefined) continue;
      row[j] = same ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
};

const joined = (parts: readonly Part[]): Part[] => {
  const runs: Part[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.differs === part.differs) last.text += part.text;
    else runs.push({ ...part });
  }
  return runs;
};

const byPlace = (left: readonly string[], right: readonly string[]): { left: Part[]; right: Part[] } => {
  const parts = (own: readonly string[], other: readonly string[]): Part[] =>
    joined(own.map((text, at) => ({ text, differs: text !== other[at] })));
  return { left: parts(left, right), right: parts(right, left) };
};

const byOrder = (left: readonly string[], right: readonly string[]): { left: Part[]; right: Part[] } => {
  const table = lengths(left, right);
  const found: { left: Part[]; right: Part[] } = { left: [], right: [] };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && a === b) {
      found.left.push({ text: a, differs: false });
      found.right.push({ text: a, differs: false });
      i += 1;
      j += 1;
    } else if (b === undefined || (a !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      found.left.push({ text: a ?? '', differs: true });
      i += 1;
    } else {
      found.right.push({ text: b, differs: true });
      j += 1;
    }
  }
  return { left: joined(found.left), right: joined(found.right) };
};

/** Where one side knows nothing there is nothing to compare, and nothing is marked. */
export const markDifferences = (left: string, right: string): { left: Part[]; right: Part[] } => {
  const [ours, theirs] = [Array.from(left), Array.from(right)];
  if (ours.length === theirs.length) return byPlace(ours, theirs);
  if (ours.length === 0 || theirs.length === 0)
    return { left: [{ text: left, differs: false }], right: [{ text: right, differs: false }] };
  return byOrder(ours, theirs);
};
