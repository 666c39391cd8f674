/** One more file against a register that was linked before, with the model learnt then: what a campaign does weekly. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../engine/work-database.ts';
import type { LinkSummary } from '../engine/run-link.ts';
import { linkInChild } from '../prefecture/link-register.ts';
import { type Accuracy, rowAccuracy } from './accuracy.ts';
import { type StageContext, stageFolder } from './stage-folder.ts';

export interface AgainLink {
  known: number;
  fresh: number;
  summary: LinkSummary;
  accuracy: Accuracy;
}

/** In memory-bound steps: statements over the files, without the library's own copies of the rows. */
const runSql = async (statements: readonly string[]): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
};

const tsv = (path: string): string =>
  `read_csv(${quoted(path)}, delim = '\t', quote = '"', escape = '"', header = true, all_varchar = true)`;
const clusters = (path: string): string =>
  `read_json(${quoted(path)}, format = 'newline_delimited', columns = {id: 'VARCHAR', "cluster": 'VARCHAR'})`;

/** Links all files of the folder but `lateSource`, then that one against what is known. */
export const linkAgain = async (folder: string, lateSource: string, context: StageContext): Promise<AgainLink> => {
  const work = await mkdtemp(join(tmpdir(), 'qiaomen-again-'));
  try {
    const { files, recordsFiles } = await stageFolder(folder, work, context);
    const isLate = (path: string): boolean => path.endsWith(`${lateSource}.tsv`);
    const early = recordsFiles.filter((path) => !isLate(path));
    const late = recordsFiles.filter(isLate);
    const decisionsFile = join(work, 'decisions.ndjson');
    await writeFile(decisionsFile, '');
    const signal = new AbortController().signal;
    const job = { decisionsFile, onProgress: () => undefined, signal };
    const before = join(work, 'before');
    await linkInChild({ ...job, recordsFile: early, outDir: before });
    const [known, knownClusters] = [join(work, 'known.tsv'), join(before, 'clusters.ndjson')];
    const union = early.map((path) => `SELECT * FROM ${tsv(path)}`).join(' UNION ALL ');
    await runSql([
      `COPY (SELECT r.* EXCLUDE (person, fresh), c."cluster" AS person, false AS fresh FROM (${union}) r
         JOIN ${clusters(knownClusters)} c ON c.id = r.id) TO ${quoted(known)} (DELIMITER '\t', HEADER)`,
    ]);
    const outDir = join(work, 'after');
    const model = join(before, 'model.json');
    const summary = await linkInChild({ ...job, recordsFile: [known, ...late], outDir, model, incremental: true });
    const all = join(work, 'all.ndjson');
    await runSql([
      `CREATE TABLE now AS SELECT * FROM ${clusters(join(outDir, 'clusters.ndjson'))}`,
      `COPY (SELECT * FROM now UNION ALL SELECT * FROM ${clusters(knownClusters)} WHERE id NOT IN (SELECT id FROM now))
         TO ${quoted(all)} (FORMAT json)`,
    ]);
    const count = (late: boolean): number =>
      files
        .filter(({ source }) => (source === lateSource) === late)
        .reduce((sum, { rows, nameless }) => sum + rows - nameless, 0);
    return {
      known: count(false),
      fresh: count(true),
      summary,
      accuracy: await rowAccuracy(join(folder, 'truth.csv'), all),
    };
  } finally {
    await rm(work, { recursive: true });
  }
};
