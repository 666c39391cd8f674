/** Links a handful of records for a test and reads the results back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../engine/spec.ts';
import { linkHere } from '../prefecture/link-here.ts';
import type { LinkRecord } from '../prefecture/link-register.ts';

export interface LinkedPair {
  left: string;
  right: string;
  probability: number;
  weight: number | null;
  evidence: { field: string; level: string; weight: number }[];
}

export interface Linked {
  clusterOf: Map<string, string>;
  edges: LinkedPair[];
  review: LinkedPair[];
  model: Model;
  /** all result files as text, to compare runs */
  text: string;
}

export const aRecord = (fields: Partial<LinkRecord> & Pick<LinkRecord, 'id'>): LinkRecord => ({
  kind: 'health',
  name: '',
  sex: 'unknown',
  birthDate: null,
  idNumber: null,
  phone: null,
  areaCode: null,
  ...fields,
});

const parse = <Line>(text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

export const linkRecords = async (
  records: readonly LinkRecord[],
  decisions: readonly { left: string; right: string; same: boolean }[] = [],
): Promise<Linked> => {
  const outDir = await mkdtemp(join(tmpdir(), 'qiaomen-linked-'));
  try {
    const recordsFile = join(outDir, 'records.ndjson');
    const decisionsFile = join(outDir, 'decisions.ndjson');
    const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeFile(recordsFile, lines(records));
    await writeFile(decisionsFile, lines(decisions));
    await linkHere({ recordsFile, decisionsFile, outDir }, () => undefined);
    const read = (name: string): Promise<string> => readFile(join(outDir, name), 'utf8');
    const [clusters, edges, review, model] = await Promise.all(
      ['clusters.ndjson', 'edges.ndjson', 'review.ndjson', 'model.json'].map(read),
    );
    return {
      clusterOf: new Map(
        parse<{ id: string; cluster: string }>(clusters ?? '').map(({ id, cluster }) => [id, cluster]),
      ),
      edges: parse(edges ?? ''),
      review: parse(review ?? ''),
      model: JSON.parse(model ?? '') as Model,
      text: [clusters, edges, review, model].join('\n---\n'),
    };
  } finally {
    await rm(outDir, { recursive: true });
  }
};

/** The explained pair of two ids, wherever it ended up. */
export const pairOf = (linked: Linked, left: string, right: string): LinkedPair | undefined =>
  [...linked.edges, ...linked.review].find(
    (pair) => [pair.left, pair.right].toSorted().join() === [left, right].toSorted().join(),
  );

export const levelOf = (pair: LinkedPair | undefined, field: string): { level: string; weight: number } | undefined =>
  pair?.evidence.find((line) => line.field === field);
