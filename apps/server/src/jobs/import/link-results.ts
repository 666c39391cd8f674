/** Reads back what the linkage wrote. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ClusterLine = z.object({ id: z.uuid(), cluster: z.uuid() });
const PairLine = z.object({
  left: z.uuid(),
  right: z.uuid(),
  probability: z.number(),
  weight: z.number().nullable(),
  evidence: z.array(z.object({ field: z.string(), level: z.string().nullable(), weight: z.number().nullable() })),
});
export type LinkedPair = z.infer<typeof PairLine>;

async function* linesOf<Line>(path: string, schema: z.ZodType<Line>): AsyncGenerator<Line> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line !== '') yield schema.parse(JSON.parse(line));
  }
}

export interface LinkResults {
  clusterOf: Map<string, string>;
  /** of each row the weight of the strongest edge that holds it in its cluster */
  weights: Map<string, number>;
  review: LinkedPair[];
}

export const readLinkResults = async (folder: string): Promise<LinkResults> => {
  const clusterOf = new Map<string, string>();
  for await (const { id, cluster } of linesOf(join(folder, 'clusters.ndjson'), ClusterLine)) clusterOf.set(id, cluster);
  const weights = new Map<string, number>();
  for await (const { left, right, weight } of linesOf(join(folder, 'edges.ndjson'), PairLine)) {
    for (const id of [left, right]) weights.set(id, Math.max(weights.get(id) ?? -Infinity, weight ?? 0));
  }
  const review: LinkedPair[] = [];
  for await (const pair of linesOf(join(folder, 'review.ndjson'), PairLine)) review.push(pair);
  return { clusterOf, weights, review };
};
