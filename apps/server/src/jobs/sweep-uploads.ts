/** Files of imports, and of copies of the register, which lie beside them. */
const knownFiles = async ({ db }: JobDeps, ids: readonly string[]): Promise<Set<string>> => {
  const known: string[] = [];
  for (const area of await listProvinces(db)) {
    const [batches, exports] = await db.read({ area }, async (tx) => [
      await tx.importBatch.findMany({ where: { blobKey: { in: [...ids] } }, select: { blobKey: true } }),
      await tx.registerExport.findMany({ where: { id: { in: [...ids] } }, select: { id: true } }),
    ]);
    known.push(...batches.map(({ blobKey }) => blobKey), ...exports.map(({ id }) => id));
  }
  return new Set(known);
};

/** Uploads that were begun and left go after two days, with everything of them that lies on the disk. */
import { keepUploadHours } from '@qiaomen/domain/import-batch/upload';
import { removePieces, sweepPieces, sweepUnknown } from './import/upload-pieces.ts';
import { writeFor } from './import/steps.ts';
import type { Job, JobDeps } from './job.ts';
import { listProvinces } from './regions.ts';

export const sweepUploads = async (deps: JobDeps): Promise<void> => {
  const updatedAt = { lt: new Date(deps.now().getTime() - keepUploadHours * 3_600_000) };
  for (const province of await listProvinces(deps.db)) {
    const left = await deps.db.read({ area: province }, (tx) =>
      tx.upload.findMany({ where: { updatedAt }, select: { id: true } }),
    );
    if (left.length === 0) continue;
    await deps.db.transact(writeFor(province, null, deps.now()), async ({ tx, audit }) => {
      const { count } = await tx.upload.deleteMany({ where: { updatedAt, id: { in: left.map(({ id }) => id) } } });
      await audit({ action: 'import.sweepUploads', entity: 'upload', entityId: null, detail: { count } });
    });
    for (const { id } of left) await removePieces(deps.dataDir, id);
  }
  await sweepPieces(deps);
  await sweepUnknown(deps, (ids) => knownFiles(deps, ids));
};

export const sweepUploadsJob: Job = {
  name: 'import.sweepUploads',
  cron: '17 * * * *',
  run: (_payload, deps) => sweepUploads(deps),
};
