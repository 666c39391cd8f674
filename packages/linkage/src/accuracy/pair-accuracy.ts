import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../engine/work-database.ts';

export interface PairAccuracy {
  /** pairs of rows that are one person */
  truePairs: number;
  /** the best a threshold could do, chosen with the truth in hand */
  bestF1: number;
  atThreshold: Score;
  clusters: Score;
}

export interface Score {
  precision: number;
  recall: number;
  f1: number;
}

const score = (right: number, found: number, truth: number): Score => ({
  precision: right / Math.max(1, found),
  recall: right / Math.max(1, truth),
  f1: (2 * right) / Math.max(1, found + truth),
});

const baseName = (column: string): string => `regexp_replace(${column}, '\\.(csv|xlsx)$', '')`;

/** Measures `links.csv` and `clusters.csv` against `truth.csv` (`source,row,person`), over the rows that were linked. */
export const pairAccuracy = async (truthFile: string, folder: string, threshold: number): Promise<PairAccuracy> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const csv = (path: string): string => `read_csv(${quoted(path)}, header = true, all_varchar = true)`;
  const numbers = async (sql: string): Promise<number[]> =>
    ((await connection.runAndReadAll(sql)).getRows()[0] ?? []).map(Number);
  try {
    await connection.run(
      `CREATE TABLE placed AS SELECT ${baseName('c.source')} AS source, c.row, "cluster", person
       FROM ${csv(`${folder}/clusters.csv`)} c JOIN ${csv(truthFile)} t ON ${baseName('t.source')} = ${baseName('c.source')} AND t.row = c.row`,
    );
    const pairs = (groups: string): string =>
      `(SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) AS n FROM placed GROUP BY ${groups}))`;
    const [truth = 0, found = 0, right = 0] = await numbers(
      `SELECT ${pairs('person')}, ${pairs('"cluster"')}, ${pairs('"cluster", person')}`,
    );
    await connection.run(
      `CREATE TABLE link AS SELECT probability::DOUBLE AS p, count(*) AS found, count(*) FILTER (l.person = r.person) AS correct
       FROM ${csv(`${folder}/links.csv`)} k JOIN placed l ON l.source = ${baseName('source_l')} AND l.row = row_l
       JOIN placed r ON r.source = ${baseName('source_r')} AND r.row = row_r GROUP BY 1`,
    );
    const [bestF1 = 0] = await numbers(
      `SELECT max(2 * right_so_far / (found_so_far + ${truth})) FROM
         (SELECT sum(found) OVER (ORDER BY p DESC) AS found_so_far, sum(correct) OVER (ORDER BY p DESC) AS right_so_far FROM link)`,
    );
    const [linked = 0, linkedRight = 0] = await numbers(
      `SELECT coalesce(sum(found), 0), coalesce(sum(correct), 0) FROM link WHERE p >= ${threshold}`,
    );
    return {
      truePairs: truth,
      bestF1,
      atThreshold: score(linkedRight, linked, truth),
      clusters: score(right, found, truth),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};
