/** How many rows of the other files found their person in the population file. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Accuracy {
  /** of the rows that were given a register person, how many were given the right one */
  precision: number;
  /** of the rows whose person is in the population file, how many were given that person */
  recall: number;
  /** clusters that hold population rows of two people */
  mixedClusters: number;
  bySource: Record<string, { rows: number; given: number; right: number }>;
}

const linesOf = (path: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(path), crlfDelay: Infinity });

/** Files that took no part are not counted. `truth.csv` has source,row,person; ids of `clusters.ndjson` are `source:row`. */
export const rowAccuracy = async (
  truthFile: string,
  clustersFile: string,
  register = 'population',
): Promise<Accuracy> => {
  const personOf = new Map<string, string>();
  let isHeader = true;
  for await (const line of linesOf(truthFile)) {
    const [source = '', row = '', person = ''] = line.split(',');
    if (!isHeader && person !== '') personOf.set(`${source.replace(/\.(?:csv|xlsx)$/, '')}:${row}`, person);
    isHeader = false;
  }
  const clusterOf = new Map<string, string>();
  for await (const line of linesOf(clustersFile)) {
    const { id, cluster } = JSON.parse(line) as { id: string; cluster: string };
    clusterOf.set(id, cluster);
  }
  const sourceOf = (id: string): string => id.split(':')[0] ?? '';
  const linked = new Set(Array.from(clusterOf.keys(), sourceOf));
  const isRegister = (id: string): boolean => id.startsWith(`${register}:`);
  const registered = new Set<string>();
  const peopleOf = new Map<string, Set<string>>();
  for (const [id, person] of personOf) {
    if (!isRegister(id)) continue;
    const cluster = clusterOf.get(id);
    // a blank line of the register is nobody
    if (cluster === undefined) continue;
    registered.add(person);
    peopleOf.set(cluster, (peopleOf.get(cluster) ?? new Set()).add(person));
  }
  const bySource: Accuracy['bySource'] = {};
  const totals = { rows: 0, given: 0, right: 0 };
  for (const [id, person] of personOf) {
    if (isRegister(id) || !linked.has(sourceOf(id))) continue;
    const source = (bySource[sourceOf(id)] ??= { rows: 0, given: 0, right: 0 });
    const people = peopleOf.get(clusterOf.get(id) ?? '');
    const isRight = people?.size === 1 && people.has(person);
    for (const sum of [source, totals]) {
      if (registered.has(person)) sum.rows += 1;
      if (people !== undefined) sum.given += 1;
      if (isRight) sum.right += 1;
    }
  }
  return {
    precision: totals.right / Math.max(1, totals.given),
    recall: totals.right / Math.max(1, totals.rows),
    mixedClusters: [...peopleOf.values()].filter((people) => people.size > 1).length,
    bySource,
  };
};
