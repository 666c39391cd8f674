/** The body of an import: stage, link, preview; and after approval, publish. The demo and the command line call it too. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { DomainError } from '@qiaomen/domain/error';
import { TableFault } from '@qiaomen/linkage/read/table-fault';
import type { JobDeps } from '../job.ts';
import { getBatch } from './batch.ts';
import { isDiskFull } from './disk-space.ts';
import { linkBatches } from './link-batches.ts';
import { publishRun } from './publish-run.ts';
import { FileUnreadable } from './sealed-file.ts';
import { stageRows } from './stage-rows.ts';
import { followSteps, Stopped, writeFor } from './steps.ts';
import { withWorkFolder } from './work-folder.ts';

export interface ImportTarget {
  prefecture: AreaCode;
  batchIds: readonly string[];
}

type Failure = DomainError | { code: 'internal' };

const failureOf = (error: unknown): Failure => {
  if (error instanceof TableFault) return error.error;
  if (error instanceof FileUnreadable) return { code: 'file_damaged' };
  if (isDiskFull(error)) return { code: 'disk_full' };
  return { code: 'internal' };
};

/** From `from` to `to` where the batch still is; false when somebody stopped it meanwhile. */
const advance = async (deps: JobDeps, target: ImportTarget, from: string, to: string): Promise<boolean> =>
  deps.db.transact(writeFor(target.prefecture, null, deps.now()), async ({ tx, audit }) => {
    const { count } = await tx.importBatch.updateMany({
      where: { id: { in: [...target.batchIds] }, state: from },
      data: { state: to },
    });
    if (count > 0)
      await audit({
        action: 'import.step',
        entity: 'import_batch',
        entityId: target.batchIds[0] ?? null,
        detail: { from, to, count },
      });
    return count === target.batchIds.length;
  });

const fail = async (deps: JobDeps, target: ImportTarget, from: readonly string[], to: string, error: Failure) =>
  deps.db.transact(writeFor(target.prefecture, null, deps.now()), async ({ tx, audit }) => {
    const { count } = await tx.importBatch.updateMany({
      where: { id: { in: [...target.batchIds] }, state: { in: [...from] } },
      data: { state: to, error: { ...error } },
    });
    if (count > 0)
      await audit({
        action: 'import.fail',
        entity: 'import_batch',
        entityId: target.batchIds[0] ?? null,
        detail: { code: error.code },
      });
  });

const stateOf = (deps: JobDeps, { prefecture }: ImportTarget, batchId: string) =>
  deps.db.read({ area: prefecture }, (tx) => getBatch(tx, batchId));

const stageAll = async (deps: JobDeps, target: ImportTarget, folder: string, steps: ReturnType<typeof followSteps>) => {
  for (const batchId of target.batchIds) {
    const batch = await stateOf(deps, target, batchId);
    const one = { ...target, batchIds: [batchId] };
    if (batch.state === 'staging') {
      await stageRows(deps, batch, folder, steps);
      if (!(await advance(deps, one, 'staging', 'staged'))) throw new Stopped('cancelled');
    }
    if (batch.state === 'staging' || batch.state === 'staged') await advance(deps, one, 'staged', 'linking');
  }
};

/** Stages, links and previews. Run again after a crash it goes on where it was; run twice it does nothing the second time. */
export const runImport = async (deps: JobDeps, target: ImportTarget, signal: AbortSignal): Promise<void> => {
  const { prefecture, batchIds } = target;
  const steps = followSteps({ ...deps, prefecture, progressId: batchIds[0] ?? null, signal });
  try {
    await withWorkFolder(deps.workDir, async (folder) => {
      await stageAll(deps, target, folder, steps);
      const states = await Promise.all(batchIds.map(async (id) => (await stateOf(deps, target, id)).state));
      if (states.some((state) => state !== 'linking')) return;
      await linkBatches(deps, prefecture, batchIds, { folder, steps, signal });
    });
    await steps.finish('done', null);
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'shutdown') throw error;
    if (error instanceof Stopped) {
      await steps.finish('cancelled', null);
      return;
    }
    const failure = failureOf(error);
    if (failure.code === 'internal') deps.log.error({ batchId: batchIds[0], err: error }, 'import failed');
    await fail(deps, target, ['staging', 'staged', 'linking'], 'failed', failure);
    await steps.finish('failed', failure);
  }
};

/** Publishes what was approved, or puts the batch back to its preview. */
export const runPublish = async (
  deps: JobDeps,
  target: ImportTarget & { actorId: string },
  signal: AbortSignal,
): Promise<void> => {
  const { prefecture, batchIds, actorId } = target;
  const first = await stateOf(deps, target, batchIds[0] ?? '');
  if (first.state !== 'approving') return;
  const steps = followSteps({ ...deps, prefecture, progressId: batchIds[0] ?? null, signal });
  try {
    await publishRun(deps, { prefecture, batchIds, actorId, steps });
    await steps.finish('done', null);
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'shutdown') throw error;
    const failure = failureOf(error);
    if (!(error instanceof Stopped)) deps.log.error({ batchId: batchIds[0], err: error }, 'publishing failed');
    await fail(deps, target, ['approving'], 'preview', failure);
    await steps.finish(error instanceof Stopped ? 'cancelled' : 'failed', failure);
  }
};
