import { mkdir } from 'node:fs/promises';
import { type LinkSummary, type Progress, runLink } from '../engine/run-link.ts';
import { readModel } from '../engine/stored-model.ts';
import { WorkDatabase } from '../engine/work-database.ts';
import { loadRecords } from './load-records.ts';
import { prefectureSpec } from './spec.ts';

export interface LinkFiles {
  /** NDJSON of LinkRecord; or several files, also staged ones (.tsv) */
  recordsFile: string | readonly string[];
  /** NDJSON of { left, right, same } */
  decisionsFile: string;
  outDir: string;
  /** a `model.json` of an earlier run: nothing is trained */
  model?: string;
  /** only pairs with a fresh record; rows of one person stay together */
  incremental?: boolean;
}

/** The whole linkage in this process. It blocks the event loop at times: servers use `linkInChild`. */
export const linkHere = async (files: LinkFiles, onProgress: Progress): Promise<LinkSummary> => {
  const start = performance.now();
  await mkdir(files.outDir, { recursive: true, mode: 0o700 });
  const db = await WorkDatabase.open(files.outDir, '1500MB');
  try {
    onProgress('standardise', 0, 1);
    await loadRecords(db, files.recordsFile, files.decisionsFile);
    // without `incremental` everything is linked with everything, whoever it belonged to
    if (files.incremental !== true) await db.run('UPDATE rec SET person_no = NULL WHERE person_no IS NOT NULL');
    const summary = await runLink(db, prefectureSpec, files.outDir, onProgress, {
      ...(files.model === undefined ? {} : { model: await readModel(files.model) }),
      onlyFresh: files.incremental === true,
    });
    return {
      ...summary,
      peakMemory: process.resourceUsage().maxRSS,
      seconds: Math.round(performance.now() - start) / 1000,
    };
  } finally {
    await db.close();
  }
};
