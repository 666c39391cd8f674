/** Start, stop, approve and discard an import. Each is one short transaction; the work itself is a job. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { findContradictions } from '@qiaomen/domain/import-batch/column-content';
import type { StartBatch } from '@qiaomen/domain/import-batch/query';
import { missingFields } from '@qiaomen/domain/import-batch/required-fields';
import type { Tx, Writer } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import { runningStates } from '../../jobs/import/begin.ts';
import { findBatch, type ImportBatch } from '../../jobs/import/batch.ts';
import { takeImportLockIn } from '../../jobs/import/import-lock.ts';
import { removeSealed } from '../../jobs/import/sealed-file.ts';
import { writeFor } from '../../jobs/import/steps.ts';
import type { GuardedContext } from '../../trpc.ts';
import { prefectureOf } from './prefecture.ts';
import { Stored } from './stored.ts';

export const change = async <T>(
  ctx: GuardedContext,
  batchId: string,
  act: (writer: Writer, batch: ImportBatch, prefecture: AreaCode) => Promise<T>,
): Promise<T> => {
  const prefecture = await prefectureOf(ctx);
  return ctx.db.transact(writeFor(prefecture, ctx.actor.userId, ctx.now()), async (writer) => {
    await takeImportLockIn(writer.tx, prefecture);
    const batch = await findBatch(writer.tx, batchId);
    if (batch === undefined) return refuse({ code: 'not_found' });
    return act(writer, batch, prefecture);
  });
};

export const requireState = (batch: ImportBatch, states: readonly string[]): void => {
  if (!states.includes(batch.state)) refuse({ code: 'batch_wrong_state', state: batch.state });
};

const queueProgress = async ({ tx, at, actorId }: Writer, batch: ImportBatch, kind: string): Promise<void> => {
  const fields = { kind, state: 'queued', step: 'staging', done: 0n, total: null, cancel: false, updatedAt: at };
  await tx.$executeRaw`UPDATE link.job_progress SET error = NULL WHERE id = ${batch.id}::uuid`;
  await tx.jobProgress.upsert({
    where: { id: batch.id },
    create: { id: batch.id, areaCode: batch.areaCode, createdBy: actorId ?? batch.createdBy, createdAt: at, ...fields },
    update: fields,
    select: { id: true },
  });
};

/** What staging and linking left: rows, faults, open questions about the rows, and the proposal. */
export const clearStaged = async (tx: Tx, batchId: string): Promise<void> => {
  await tx.$executeRaw`DELETE FROM link.link_pair p USING link.source_record s
    WHERE s.batch_id = ${batchId}::uuid AND NOT s.live AND (p."left" = s.id OR p."right" = s.id)`;
  await tx.sourceRecord.deleteMany({ where: { batchId, live: false } });
  await tx.rowFault.deleteMany({ where: { batchId } });
  await tx.importSeen.deleteMany({ where: { batchId } });
  await tx.$executeRaw`UPDATE link.link_run SET state = 'discarded', proposal = NULL
    WHERE state = 'proposed' AND batch_ids @> ARRAY[${batchId}::uuid]`;
};

const sameMapping = (left: StartBatch['mapping'], right: StartBatch['mapping']): boolean =>
  JSON.stringify(Object.entries(left).toSorted()) === JSON.stringify(Object.entries(right).toSorted());

const forgetSecondWord = { stops: [], secondBy: null, secondAt: null, secondReason: null };

const checkMapping = (input: StartBatch, found: ReturnType<typeof Stored.columns.parse>): void => {
  const missing = missingFields(input.kind, input.mapping);
  if (missing.length > 0) refuse({ code: 'columns_missing', columns: missing });
  const columns = Object.values(input.mapping);
  if (columns.some((column) => column >= found.length) || new Set(columns).size !== columns.length)
    refuse({ code: 'bad_input', fields: ['mapping'] });
  const contradictions = input.despite ? [] : findContradictions(input.mapping, found);
  if (contradictions.length > 0)
    refuse({ code: 'mapping_contradicts', fields: contradictions.map(({ field }) => field) });
};

/** One import of a prefecture at a time works on the link store. */
const refuseSecondRun = async (tx: Tx, prefecture: AreaCode, batchId: string): Promise<void> => {
  const other = await tx.importBatch.findFirst({
    where: { areaCode: prefecture, state: { in: runningStates }, NOT: { id: batchId } },
    select: { id: true },
  });
  if (other !== null) refuse({ code: 'import_running' });
};

/** From the start, or, where kind and mapping are as before, only linked again with what people decided since. */
export const startImport = (ctx: GuardedContext, input: StartBatch): Promise<null> =>
  change(ctx, input.batchId, async (writer, batch, prefecture) => {
    const { tx } = writer;
    requireState(batch, ['uploaded', 'preview', 'failed', 'cancelled']);
    if (batch.blobKey === '') refuse({ code: 'batch_wrong_state', state: batch.state });
    const file = await tx.importBatch.findUniqueOrThrow({ where: { id: batch.id }, select: { columns: true } });
    checkMapping(input, Stored.columns.parse(file.columns ?? []));
    await refuseSecondRun(tx, prefecture, batch.id);
    const onlyLink =
      batch.state === 'preview' && batch.kind === input.kind && sameMapping(batch.mapping, input.mapping);
    if (!onlyLink) await clearStaged(tx, batch.id);
    await tx.$executeRaw`UPDATE link.import_batch SET error = NULL WHERE id = ${batch.id}::uuid`;
    await tx.importBatch.update({
      where: { id: batch.id },
      data: {
        kind: input.kind,
        mapping: { ...input.mapping },
        state: onlyLink ? 'staged' : 'staging',
        ...(input.sender === null ? {} : { sender: input.sender }),
        ...(input.whole === null ? {} : { whole: input.whole }),
        ...forgetSecondWord,
        ...(onlyLink ? {} : { counts: { fileRows: batch.counts.fileRows } }),
      },
      select: { id: true },
    });
    await queueProgress(writer, batch, 'import');
    await writer.enqueue('import.run', { prefecture, batchId: batch.id }, { jobKey: `import.run ${batch.id}` });
    const detail = { kind: input.kind, fields: Object.keys(input.mapping), onlyLink, despite: input.despite };
    await writer.audit({ action: 'import.start', entity: 'import_batch', entityId: batch.id, detail });
    return null;
  });

/** After a failure: goes on behind the last row that was staged, with everything as it was said. */
export const resumeImport = (ctx: GuardedContext, batchId: string): Promise<null> =>
  change(ctx, batchId, async (writer, batch, prefecture) => {
    const { tx } = writer;
    requireState(batch, ['failed']);
    if (batch.blobKey === '') refuse({ code: 'batch_wrong_state', state: batch.state });
    await refuseSecondRun(tx, prefecture, batchId);
    await tx.$executeRaw`UPDATE link.import_batch SET error = NULL WHERE id = ${batchId}::uuid`;
    await tx.importBatch.update({ where: { id: batchId }, data: { state: 'staging' }, select: { id: true } });
    await queueProgress(writer, batch, 'import');
    await writer.enqueue('import.run', { prefecture, batchId }, { jobKey: `import.run ${batchId}` });
    const detail = { row: batch.counts.cursor };
    await writer.audit({ action: 'import.resume', entity: 'import_batch', entityId: batchId, detail });
    return null;
  });

/** The job notices between two chunks; its rows go at once. The file stays and may be started again. */
export const cancelImport = (ctx: GuardedContext, batchId: string): Promise<null> =>
  change(ctx, batchId, async (writer, batch) => {
    const { tx } = writer;
    requireState(batch, ['staging', 'staged', 'linking']);
    await clearStaged(tx, batchId);
    await tx.importBatch.update({
      where: { id: batchId },
      data: { state: 'cancelled', counts: { fileRows: batch.counts.fileRows } },
      select: { id: true },
    });
    await tx.jobProgress.updateMany({ where: { id: batchId }, data: { cancel: true, state: 'cancelled' } });
    await writer.audit({
      action: 'import.cancel',
      entity: 'import_batch',
      entityId: batchId,
      detail: { from: batch.state },
    });
    return null;
  });

/** From here a job publishes; until it has, the register is as it was. */
export const approveImport = (ctx: GuardedContext, batchId: string): Promise<null> =>
  change(ctx, batchId, async (writer, batch, prefecture) => {
    const { tx } = writer;
    requireState(batch, ['preview']);
    const other = await tx.importBatch.findFirst({
      where: { areaCode: prefecture, state: 'approving' },
      select: { id: true },
    });
    if (other !== null) refuse({ code: 'import_running' });
    const word = await tx.importBatch.findUniqueOrThrow({
      where: { id: batchId },
      select: { stops: true, secondBy: true },
    });
    if (Stored.stops.parse(word.stops).length > 0) {
      if (word.secondBy === null) refuse({ code: 'second_word_needed' });
      if (word.secondBy === ctx.actor.userId) refuse({ code: 'second_word_own' });
    }
    await tx.$executeRaw`UPDATE link.import_batch SET error = NULL WHERE id = ${batchId}::uuid`;
    await tx.importBatch.update({ where: { id: batchId }, data: { state: 'approving' }, select: { id: true } });
    await queueProgress(writer, batch, 'publish');
    const payload = { prefecture, batchId, actorId: ctx.actor.userId };
    await writer.enqueue('import.publish', payload, { jobKey: `import.publish ${batchId}` });
    await writer.audit({ action: 'import.approve', entity: 'import_batch', entityId: batchId, detail: {} });
    return null;
  });

/** Headers stay: what an office's columns were taken for helps with its next file. Cells of people go. */
const withoutCells = (columns: unknown): ReturnType<typeof Stored.columns.parse> =>
  Stored.columns.parse(columns ?? []).map((column) => ({ ...column, samples: [] }));

/** Rows, proposal and file go, and the cells that were shown of it; that there was such a file stays in the list and in the trail. */
export const discardImport = async (ctx: GuardedContext, batchId: string): Promise<null> => {
  const blobKey = await change(ctx, batchId, async (writer, batch) => {
    const { tx } = writer;
    requireState(batch, ['uploaded', 'preview', 'failed', 'cancelled']);
    await clearStaged(tx, batchId);
    const shown = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId }, select: { columns: true } });
    const data = { state: 'cancelled', blobKey: '', columns: withoutCells(shown.columns), look: {} };
    await tx.importBatch.update({ where: { id: batchId }, data, select: { id: true } });
    await writer.audit({
      action: 'import.discard',
      entity: 'import_batch',
      entityId: batchId,
      detail: { from: batch.state },
    });
    return batch.blobKey;
  });
  if (blobKey !== '') await removeSealed(ctx.dataDir, blobKey);
  return null;
};
