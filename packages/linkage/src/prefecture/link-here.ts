import { mkdir } from 'node:fs/promises';
import { type LinkSummary, type Progress, runLink } from '../engine/run-link.ts';
import { WorkDatabase } from '../engine/work-database.ts';
import { loadRecords } from './load-records.ts';
import { prefectureSpec } from './spec.ts';

export interface LinkFiles {
  /** NDJSON of LinkRecord */
  recordsFile: string;
  /** NDJSON of { left, right, same } */
  decisionsFile: string;
  outDir: string;
}

/** The whole linkage in this process. It blocks the event loop at times: servers use `linkInChild`. */
export const linkHere = async (files: LinkFiles, onProgress: Progress): Promise<LinkSummary> => {
  const start = performance.now();
  await mkdir(files.outDir, { recursive: true, mode: 0o700 });
  const db = await WorkDatabase.open(files.outDir, '1500MB');
  try {
    onProgress('standardise', 0, 1);
    await loadRecords(db, files.recordsFile, files.decisionsFile);
    const summary = await runLink(db, prefectureSpec, files.outDir, onProgress);
    return { ...summary, seconds: Math.round(performance.now() - start) / 1000 };
  } finally {
    await db.close();
  }
};
