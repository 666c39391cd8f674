import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkSummary } from '../engine/run-link.ts';
import { linkInChild } from '../prefecture/link-register.ts';
import type { StagedFile } from '../prefecture/stage-file.ts';
import { type Accuracy, rowAccuracy } from './accuracy.ts';
import { readAndSort } from './read-and-sort.ts';
import { type StageContext, stageFolder } from './stage-folder.ts';

export interface FolderLink {
  files: StagedFile[];
  stageSeconds: number;
  summary: LinkSummary;
  /** KiB of the two processes that stage side by side, or of the one that links */
  peakMemory: number;
  accuracy: Accuracy;
  /** what DuckDB takes to read and sort the same rows */
  yardstickSeconds: number;
}

/** Reads, links and measures a synthetic prefecture (its files and `truth.csv`). */
export const linkFolder = async (folder: string, context: StageContext): Promise<FolderLink> => {
  const work = await mkdtemp(join(tmpdir(), 'qiaomen-link-'));
  try {
    const start = performance.now();
    const staged = await stageFolder(folder, work, context);
    const stageSeconds = (performance.now() - start) / 1000;
    const decisionsFile = join(work, 'decisions.ndjson');
    await writeFile(decisionsFile, '');
    const summary = await linkInChild({
      recordsFile: staged.recordsFiles,
      decisionsFile,
      outDir: work,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    const accuracy = await rowAccuracy(join(folder, 'truth.csv'), join(work, 'clusters.ndjson'));
    const peakMemory = Math.max(2 * staged.peakMemory, summary.peakMemory);
    const yardstickSeconds = await readAndSort(staged.recordsFiles);
    return { files: staged.files, stageSeconds, summary, peakMemory, accuracy, yardstickSeconds };
  } finally {
    await rm(work, { recursive: true });
  }
};
