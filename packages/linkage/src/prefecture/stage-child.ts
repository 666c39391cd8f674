/** Stages one file as a child process: the job comes as the first message, its counts go back. */
import { type StageJob, stageFile } from './stage-file.ts';

process.once('message', (job: StageJob) => {
  const finish = (message: unknown, code: number): void => {
    process.send?.(message, undefined, {}, () => process.exit(code));
  };
  stageFile(job).then(
    (staged) => finish({ staged, memory: process.resourceUsage().maxRSS }, 0),
    (error: unknown) => finish({ failed: error instanceof Error ? error.message : 'unknown' }, 1),
  );
});
process.once('disconnect', () => process.exit(1));
