/** Asks for an undo or a redo. Each is one short transaction; the exchange itself is a job. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { RedoAnswer } from '@qiaomen/domain/import-batch/undo';
import type { Writer } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import { runningStates } from '../../jobs/import/begin.ts';
import { takeImportLockIn } from '../../jobs/import/import-lock.ts';
import { writeFor } from '../../jobs/import/steps.ts';
import type { GuardedContext } from '../../trpc.ts';
import { prefectureOf } from './prefecture.ts';
import { findRun, nextAct, refuseWithoutRun, type UndoableRun } from './undo-queries.ts';

interface Asked {
  writer: Writer;
  prefecture: AreaCode;
  run: UndoableRun;
  next: Awaited<ReturnType<typeof nextAct>>;
}

const ask = async <T>(ctx: GuardedContext, batchId: string, act: (asked: Asked) => Promise<T>): Promise<T> => {
  const prefecture = await prefectureOf(ctx);
  return ctx.db.transact(writeFor(prefecture, ctx.actor.userId, ctx.now()), async (writer) => {
    const { tx } = writer;
    await takeImportLockIn(tx, prefecture);
    const run = await findRun(tx, batchId);
    if (run === undefined) return refuseWithoutRun(tx, batchId);
    if ((await tx.importBatch.count({ where: { areaCode: prefecture, state: { in: runningStates } } })) > 0)
      refuse({ code: 'import_running' });
    return act({ writer, prefecture, run, next: await nextAct(tx, run) });
  });
};

const queue = async ({ writer, prefecture, run }: Asked, batchId: string, act: 'undo' | 'redo'): Promise<void> => {
  const { tx, at, actorId, enqueue } = writer;
  await tx.$executeRaw`UPDATE link.import_batch SET error = NULL, state = ${act === 'undo' ? 'undoing' : 'redoing'}
    WHERE id = ANY(${run.batchIds}::uuid[])`;
  await tx.$executeRaw`UPDATE link.job_progress SET error = NULL WHERE id = ${batchId}::uuid`;
  const step = act === 'undo' ? 'undoing' : 'redoing';
  const fields = { kind: act, state: 'queued', step, done: 0n, total: null, cancel: false, updatedAt: at };
  await tx.jobProgress.upsert({
    where: { id: batchId },
    create: { id: batchId, areaCode: prefecture, createdBy: actorId ?? '', createdAt: at, ...fields },
    update: fields,
    select: { id: true },
  });
  await enqueue('import.undo', { prefecture, batchId, actorId, act }, { jobKey: `import.undo ${batchId}` });
};

/** Only the latest approval can be taken back: those after it were linked with what it brought. */
export const undoImport = (ctx: GuardedContext, batchId: string): Promise<null> =>
  ask(ctx, batchId, async (asked) => {
    const { writer, run, next } = asked;
    if (next !== 'undo') refuse({ code: 'batch_wrong_state', state: run.state });
    if (run.later.length > 0) refuse({ code: 'changed_meanwhile' });
    await queue(asked, batchId, 'undo');
    const detail = { run: run.id, batches: run.batchIds };
    await writer.audit({ action: 'import.undo', entity: 'import_batch', entityId: batchId, detail });
    return null;
  });

/** Exactly as approved while nothing was published since; else its rows are linked anew and wait for another approval. */
export const redoImport = (ctx: GuardedContext, batchId: string): Promise<RedoAnswer> =>
  ask(ctx, batchId, async (asked) => {
    const { writer, run, next } = asked;
    const detail = { run: run.id, batches: run.batchIds, how: next };
    if (next === 'redo') await queue(asked, batchId, 'redo');
    else if (next === 'link') await linkAnew(asked);
    else refuse({ code: 'batch_wrong_state', state: run.state });
    await writer.audit({ action: 'import.redo', entity: 'import_batch', entityId: batchId, detail });
    return next === 'redo' ? 'redoing' : 'linking';
  });

const linkAnew = async ({ writer, prefecture, run }: Asked): Promise<void> => {
  const { tx, at, actorId, enqueue } = writer;
  await tx.$executeRaw`UPDATE link.import_batch SET error = NULL, state = 'staged' WHERE id = ANY(${run.batchIds}::uuid[])`;
  await tx.$executeRaw`UPDATE link.link_run SET state = 'discarded' WHERE id = ${run.id}::uuid`;
  for (const batchId of run.batchIds) {
    const fields = {
      kind: 'import',
      state: 'queued',
      step: 'linking',
      done: 0n,
      total: null,
      cancel: false,
      updatedAt: at,
    };
    await tx.jobProgress.upsert({
      where: { id: batchId },
      create: { id: batchId, areaCode: prefecture, createdBy: actorId ?? '', createdAt: at, ...fields },
      update: fields,
      select: { id: true },
    });
    await enqueue('import.run', { prefecture, batchId }, { jobKey: `import.run ${batchId}` });
  }
};
