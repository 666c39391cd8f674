import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkSummary } from '../engine/run-link.ts';
import { linkInChild } from '../prefecture/link-register.ts';
import { type Accuracy, rowAccuracy } from './accuracy.ts';
import { type StagedFile, stageFolder } from './stage-folder.ts';

export interface FolderLink {
  files: StagedFile[];
  stageSeconds: number;
  summary: LinkSummary;
  accuracy: Accuracy;
}

/** Reads, links and measures a synthetic prefecture (the five files and `truth.csv`). */
export const linkFolder = async (
  folder: string,
  context: { today: string; prefecture: string; areaExists(code: string): boolean },
): Promise<FolderLink> => {
  const work = await mkdtemp(join(tmpdir(), 'qiaomen-link-'));
  try {
    const start = performance.now();
    const recordsFile = join(work, 'records.ndjson');
    const files = await stageFolder(folder, recordsFile, context);
    const stageSeconds = (performance.now() - start) / 1000;
    const decisionsFile = join(work, 'decisions.ndjson');
    await writeFile(decisionsFile, '');
    const signal = new AbortController().signal;
    const summary = await linkInChild({
      recordsFile,
      decisionsFile,
      outDir: work,
      onProgress: () => undefined,
      signal,
    });
    const accuracy = await rowAccuracy(join(folder, 'truth.csv'), join(work, 'clusters.ndjson'));
    return { files, stageSeconds, summary, accuracy };
  } finally {
    await rm(work, { recursive: true });
  }
};
