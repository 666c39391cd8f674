/** Start and approval without a queue: the caller runs the job itself, as the command line and the demo do. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { ColumnMapping } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import type { Database, Tx } from '@qiaomen/prisma/scoped';
import { takeImportLockIn } from './import-lock.ts';
import { writeFor } from './steps.ts';

interface Begin {
  db: Database;
  prefecture: AreaCode;
  actorId: string;
  now(): Date;
}

/** In these an import, or the way back from one, works on the link store. */
export const runningStates = ['staging', 'staged', 'linking', 'approving', 'undoing', 'redoing'];

/** One import at a time works on the link store of a prefecture. */
export const isImportRunning = async (tx: Tx, prefecture: AreaCode): Promise<boolean> =>
  (await tx.importBatch.count({
    where: { areaCode: prefecture, state: { in: runningStates } },
  })) > 0;

/** False when another import is running. */
export const beginStaging = (
  { db, prefecture, actorId, now }: Begin,
  batches: readonly { batchId: string; kind: SourceKind; mapping: ColumnMapping }[],
): Promise<boolean> =>
  db.transact(writeFor(prefecture, actorId, now()), async ({ tx, audit }) => {
    await takeImportLockIn(tx, prefecture);
    if (await isImportRunning(tx, prefecture)) return false;
    for (const { batchId, kind, mapping } of batches) {
      await tx.importBatch.update({
        where: { id: batchId, state: 'uploaded' },
        data: { state: 'staging', kind, mapping: { ...mapping } },
        select: { id: true },
      });
      await audit({
        action: 'import.start',
        entity: 'import_batch',
        entityId: batchId,
        detail: { kind, fields: Object.keys(mapping), onlyLink: false },
      });
    }
    return true;
  });

/** A rule stopped the import, and nobody but its author has looked at it. */
export class SecondWordNeeded extends Error {}

export const beginPublishing = (
  { db, prefecture, actorId, now }: Begin,
  batchIds: readonly string[],
): Promise<boolean> =>
  db.transact(writeFor(prefecture, actorId, now()), async ({ tx, audit }) => {
    await takeImportLockIn(tx, prefecture);
    if (await isImportRunning(tx, prefecture)) return false;
    const unheard = await tx.importBatch.count({
      where: { id: { in: [...batchIds] }, NOT: { stops: { equals: [] } }, secondBy: null },
    });
    if (unheard > 0) throw new SecondWordNeeded();
    const { count } = await tx.importBatch.updateMany({
      where: { id: { in: [...batchIds] }, state: 'preview' },
      data: { state: 'approving' },
    });
    if (count !== batchIds.length) throw new Error('approval of a batch without a preview');
    for (const batchId of batchIds)
      await audit({ action: 'import.approve', entity: 'import_batch', entityId: batchId, detail: {} });
    return true;
  });
