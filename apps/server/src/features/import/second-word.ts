/** The word of a second admin for an import that a rule stopped. */
import type { ConfirmBatch } from '@qiaomen/domain/import-batch/preview';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { change, requireState } from './handle.ts';
import { Stored } from './stored.ts';

export const confirmImport = (ctx: GuardedContext, { batchId, reason }: ConfirmBatch): Promise<null> =>
  change(ctx, batchId, async ({ tx, at, actorId, audit }, batch) => {
    requireState(batch, ['preview']);
    const row = await tx.importBatch.findUniqueOrThrow({
      where: { id: batchId },
      select: { stops: true, secondBy: true },
    });
    const stops = Stored.stops.parse(row.stops);
    if (stops.length === 0 || row.secondBy !== null) return refuse({ code: 'already_decided' });
    if (actorId === null || batch.createdBy === actorId) return refuse({ code: 'second_word_own' });
    await tx.importBatch.update({
      where: { id: batchId },
      data: { secondBy: actorId, secondAt: at, secondReason: reason },
      select: { id: true },
    });
    // the reason stands with the batch; the trail holds codes only
    const detail = { rules: stops.map(({ ruleId }) => ruleId) };
    await audit({ action: 'import.confirm', entity: 'import_batch', entityId: batchId, detail });
    return null;
  });
