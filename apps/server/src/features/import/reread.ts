/** A person corrects how a file is read: its header row, its encoding, its sheet. What was staged of it is void. */
import { isWhole, type RecallMapping, type RereadBatch } from '@qiaomen/domain/import-batch/preview';
import { encodings, type ColumnMapping } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { TableFault } from '@qiaomen/linkage/read/table-fault';
import type { z } from 'zod';
import { refuse } from '../../errors.ts';
import { findBatch } from '../../jobs/import/batch.ts';
import type { GuardedContext } from '../../trpc.ts';
import { change, clearStaged, requireState } from './handle.ts';
import { inspectFile, type Inspection } from './inspect-file.ts';
import { prefectureOf } from './prefecture.ts';
import { recallByHeaders, recallBySender } from './recall-mapping.ts';
import { sealColumns, sealLines } from './sealed-cells.ts';
import { countLive, toJson } from './register-upload.ts';
import { Stored } from './stored.ts';

const open = ['uploaded', 'preview', 'failed', 'cancelled'];

const look = async (ctx: GuardedContext, input: RereadBatch, file: { blobKey: string; fileName: string }) => {
  try {
    const { encoding, sheet, headerRow } = input;
    return await inspectFile(ctx, { ...file, said: { encoding, sheet, headerRow } });
  } catch (error) {
    return error instanceof TableFault ? refuse(error.error) : Promise.reject(error as Error);
  }
};

export const rereadBatch = async (ctx: GuardedContext, input: RereadBatch): Promise<null> => {
  const prefecture = await prefectureOf(ctx);
  const batch = await ctx.db.read({ area: prefecture }, (tx) => findBatch(tx, input.batchId));
  if (batch === undefined) return refuse({ code: 'not_found' });
  requireState(batch, open);
  if (batch.blobKey === '') refuse({ code: 'batch_wrong_state', state: batch.state });
  const found: Inspection = await look(ctx, input, batch);
  return change(ctx, input.batchId, async ({ tx, audit }, now) => {
    // somebody may have started it while the file was read
    requireState(now, open);
    const headers = found.columns.map(({ header }) => header);
    const recalled = await recallByHeaders(tx, prefecture, headers);
    const { kind, mapping } = recalled ?? found;
    const from = recalled === undefined ? null : { fileName: recalled.fileName, at: recalled.at };
    await clearStaged(tx, now.id);
    await tx.$executeRaw`UPDATE link.import_batch SET error = NULL WHERE id = ${now.id}::uuid`;
    await tx.importBatch.update({
      where: { id: now.id },
      data: {
        state: 'uploaded',
        kind,
        mapping: { ...mapping },
        ...(recalled === undefined ? {} : { sender: recalled.sender }),
        whole: isWhole(kind, found.rows, await countLive(tx, prefecture, kind)),
        format: toJson(found.format) ?? {},
        columns: toJson(sealColumns(ctx.keys, now.id, found.columns)) ?? [],
        look:
          toJson({ firstLines: sealLines(ctx.keys, now.id, found.firstLines), sheets: found.sheets, recalled: from }) ??
          {},
        counts: { fileRows: found.rows },
      },
      select: { id: true },
    });
    const { encoding, headerRow } = found.format;
    const detail = { encoding: encoding ?? encodings[0], headerRow, rows: found.rows };
    await audit({ action: 'import.reread', entity: 'import_batch', entityId: now.id, detail });
    return null;
  });
};

/** What this office's columns were taken for last time, in the columns of this file. */
export const recallMapping = async (
  ctx: GuardedContext,
  { batchId, sender }: z.infer<typeof RecallMapping>,
): Promise<{ kind: SourceKind; mapping: ColumnMapping; fileName: string; at: string } | null> => {
  const prefecture = await prefectureOf(ctx);
  return ctx.db.read({ area: prefecture }, async (tx) => {
    const row = await tx.importBatch.findUnique({ where: { id: batchId }, select: { columns: true } });
    if (row === null) return refuse({ code: 'not_found' });
    if (sender === '') return null;
    const headers = Stored.columns.parse(row.columns ?? []).map(({ header }) => header);
    const recalled = await recallBySender(tx, prefecture, sender, headers);
    if (recalled === undefined) return null;
    const { kind, mapping, fileName, at } = recalled;
    return { kind, mapping, fileName, at };
  });
};
