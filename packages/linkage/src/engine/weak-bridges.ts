export interface Edge {
  l: number;
  r: number;
  weight: number;
}

interface Link {
  to: number;
  edge: Edge;
}

const neighbours = (edges: readonly Edge[]): Map<number, Link[]> => {
  const links = new Map<number, Link[]>();
  for (const edge of edges) {
    for (const [from, to] of [
      [edge.l, edge.r],
      [edge.r, edge.l],
    ] as const) {
      const list = links.get(from) ?? [];
      links.set(from, list);
      list.push({ to, edge });
    }
  }
  return links;
};

interface Visit {
  node: number;
  via: Edge | undefined;
  next: number;
  size: number;
}

/**
 * Edges below `strong` whose removal parts a cluster into two groups of two or more records each (Tarjan 1974, without
 * recursion: clusters of vaccination rows can be long).
 */
export const weakBridges = (edges: readonly Edge[], strong: number): Edge[] => {
  const links = neighbours(edges);
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const bridges: Edge[] = [];
  for (const start of links.keys()) {
    if (order.has(start)) continue;
    const found: { edge: Edge; below: number }[] = [];
    const stack: Visit[] = [{ node: start, via: undefined, next: 0, size: 1 }];
    order.set(start, order.size);
    low.set(start, order.get(start) ?? 0);
    let total = 0;
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      const { node } = visit;
      const link = links.get(node)?.[visit.next];
      visit.next += 1;
      if (link !== undefined) {
        if (link.edge === visit.via) continue;
        const seen = order.get(link.to);
        if (seen !== undefined) low.set(node, Math.min(low.get(node) ?? 0, seen));
        else {
          order.set(link.to, order.size);
          low.set(link.to, order.get(link.to) ?? 0);
          stack.push({ node: link.to, via: link.edge, next: 0, size: 1 });
        }
        continue;
      }
      stack.pop();
      total = visit.size;
      const parent = stack.at(-1);
      if (parent === undefined) continue;
      parent.size += visit.size;
      low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(node) ?? 0));
      const isBridge = (low.get(node) ?? 0) > (order.get(parent.node) ?? 0);
      if (isBridge && visit.via !== undefined && visit.via.weight < strong)
        found.push({ edge: visit.via, below: visit.size });
    }
    for (const { edge, below } of found) if (below >= 2 && total - below >= 2) bridges.push(edge);
  }
  return bridges;
};
