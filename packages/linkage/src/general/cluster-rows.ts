export interface RowPair {
  l: number;
  r: number;
  weight: number;
}

/**
 * The smallest row of each row's cluster. Best pair first. With `sources` a cluster holds at most one row per source:
 * where files have no duplicates, the second-best row is somebody else.
 */
export const clusterRows = (rows: number, pairs: readonly RowPair[], sources: Int32Array | null): Int32Array => {
  const parent = Int32Array.from({ length: rows }, (_, row) => row);
  const members = new Map<number, number[]>();
  const find = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      const above = parent[at] ?? at;
      parent[at] = parent[above] ?? above;
      at = above;
    }
    return at;
  };
  const sourcesOf = (root: number): number[] => members.get(root) ?? [sources?.[root] ?? 0];
  for (const { l, r } of pairs.toSorted((a, b) => b.weight - a.weight || a.l - b.l || a.r - b.r)) {
    const [low, high] = [Math.min(find(l), find(r)), Math.max(find(l), find(r))];
    if (low === high) continue;
    if (sources !== null) {
      const [own, other] = [sourcesOf(low), sourcesOf(high)];
      if (own.some((source) => other.includes(source))) continue;
      members.set(low, [...own, ...other]);
    }
    parent[high] = low;
  }
  return Int32Array.from(parent, (_, row) => find(row));
};
