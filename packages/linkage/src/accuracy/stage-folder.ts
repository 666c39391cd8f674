/** Turns a folder of office files into records files of a linkage, as the import does, but without a database. */
import { fork } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StagedFile, StageJob } from '../prefecture/stage-file.ts';

export interface StageContext {
  today: string;
  prefecture: string;
  /** only these files of the folder */
  sources?: readonly string[];
}

export interface StagedFolder {
  files: StagedFile[];
  recordsFiles: string[];
  /** KiB of the largest child process */
  peakMemory: number;
}

type Answer = { staged: StagedFile; memory: number } | { failed: string };

const stageInChild = (job: StageJob): Promise<{ staged: StagedFile; memory: number }> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('../prefecture/stage-child.ts', import.meta.url)), {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let answer: Answer | undefined;
    child.once('message', (message: Answer) => (answer = message));
    child.once('exit', () => {
      if (answer !== undefined && 'staged' in answer) resolve(answer);
      else reject(new Error(answer === undefined ? `stage: ${job.source} ended early` : answer.failed));
    });
    child.send(job);
  });

/** One child process per file, as many at a time as there are processors, the largest file first. */
export const stageFolder = async (folder: string, outDir: string, context: StageContext): Promise<StagedFolder> => {
  const { sources, ...staging } = context;
  const names = (await readdir(folder)).filter(
    (name) =>
      /\.(?:csv|xlsx)$/.test(name) &&
      name !== 'truth.csv' &&
      (sources === undefined || sources.includes(basename(name, extname(name)))),
  );
  const jobs = await Promise.all(
    names.map(async (name) => {
      const source = basename(name, extname(name));
      const path = join(folder, name);
      // a sheet is packed: a byte of it takes as long as five of text
      const size = (await stat(path)).size * (name.endsWith('.xlsx') ? 5 : 1);
      return { job: { ...staging, path, source, recordsFile: join(outDir, `${source}.tsv`) }, size };
    }),
  );
  const waiting = jobs.toSorted((a, b) => b.size - a.size).map(({ job }) => job);
  const done: { staged: StagedFile; memory: number; recordsFile: string }[] = [];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
      done.push({ ...(await stageInChild(job)), recordsFile: job.recordsFile });
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, work));
  const sorted = done.toSorted((a, b) => (a.staged.source < b.staged.source ? -1 : 1));
  return {
    files: sorted.map(({ staged }) => staged),
    recordsFiles: sorted.map(({ recordsFile }) => recordsFile),
    peakMemory: Math.max(0, ...sorted.map(({ memory }) => memory)),
  };
};
