/** Two days after it was ready a file is removed; what it held stays in the trail, by numbers. */
import { removeSealed } from '../import/sealed-file.ts';
import { writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import { listProvinces } from '../regions.ts';

export const sweepExports = async (deps: JobDeps): Promise<void> => {
  const { db, now, dataDir } = deps;
  for (const province of await listProvinces(db)) {
    const over = await db.read({ area: province }, (tx) =>
      tx.registerExport.findMany({ where: { state: 'done', expiresAt: { lte: now() } }, select: { id: true } }),
    );
    // the file first: a row that says "removed" while the file lies there would be a lie
    for (const { id } of over) await removeSealed(dataDir, id);
    if (over.length === 0) continue;
    await db.transact(writeFor(province, null, now()), async ({ tx, audit }) => {
      const ids = over.map(({ id }) => id);
      const { count } = await tx.registerExport.updateMany({
        where: { id: { in: ids }, state: 'done' },
        data: { state: 'expired' },
      });
      await audit({
        action: 'registerExport.expire',
        entity: 'register_export',
        entityId: null,
        detail: { count, ids },
      });
    });
  }
};
