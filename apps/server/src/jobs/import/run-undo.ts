/** The body of an undo or a redo as a job: the run ends where it was asked to be, or where it was before. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { JobDeps } from '../job.ts';
import { followSteps, Stopped, writeFor } from './steps.ts';
import { BuiltUpon, redoRun, undoRun } from './undo-run.ts';

export interface UndoJob {
  prefecture: AreaCode;
  /** any file of the run; it carries the progress */
  batchId: string;
  actorId: string;
  act: 'undo' | 'redo';
}

const states = {
  undo: { during: 'undoing', before: 'approved' },
  redo: { during: 'redoing', before: 'undone' },
} as const;

const putBack = (deps: JobDeps, { prefecture, batchId, act }: UndoJob, code: string): Promise<void> =>
  deps.db.bulk(writeFor(prefecture, null, deps.now()), async (b) => {
    const { during, before } = states[act];
    const rows = await b.query(
      `UPDATE link.import_batch i SET state = $2, error = $3::jsonb FROM link.link_run r
        WHERE r.batch_ids @> ARRAY[$1::uuid] AND r.state IN ('published', 'undone') AND i.id = ANY (r.batch_ids) AND i.state = $4
       RETURNING 1`,
      [batchId, before, code === '' ? null : JSON.stringify({ code }), during],
    );
    if (rows.length > 0)
      await b.audit({ action: 'import.fail', entity: 'import_batch', entityId: batchId, detail: { act, code } });
  });

/** Run again after a crash it starts over; run twice it does nothing the second time. */
export const runUndo = async (deps: JobDeps, job: UndoJob, signal: AbortSignal): Promise<void> => {
  const { prefecture, batchId, actorId, act } = job;
  const batch = await deps.db.read({ area: prefecture }, (tx) =>
    tx.importBatch.findUnique({ where: { id: batchId }, select: { state: true } }),
  );
  if (batch?.state !== states[act].during) return;
  const steps = followSteps({ ...deps, prefecture, progressId: batchId, signal });
  try {
    await (act === 'undo' ? undoRun : redoRun)(deps, { prefecture, batchId, actorId, steps });
    await steps.finish('done', null);
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'shutdown') throw error;
    const isStopped = error instanceof Stopped;
    const code = isStopped ? '' : error instanceof BuiltUpon ? 'changed_meanwhile' : 'internal';
    if (code === 'internal') deps.log.error({ batchId, err: error }, `${act} failed`);
    await putBack(deps, job, code);
    await steps.finish(isStopped ? 'cancelled' : 'failed', isStopped ? null : { code });
  }
};
