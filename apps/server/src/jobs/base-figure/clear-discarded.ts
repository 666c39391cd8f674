/** The members of a draft nobody wanted go; that it was counted stays in the list and in the trail. */
import { writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import type { SnapshotTarget } from './run-count.ts';

export const clearDiscarded = async ({ db, now }: JobDeps, { area, snapshotId }: SnapshotTarget): Promise<void> => {
  await db.bulk(writeFor(area, null, now()), async (b) => {
    const [snapshot] = await b.query(`SELECT id FROM base_snapshot WHERE id = $1 AND state = 'discarded'`, [
      snapshotId,
    ]);
    if (snapshot === undefined) return;
    for (const table of ['base_member', 'base_total'])
      await b.query(`DELETE FROM ${table} WHERE snapshot_id = $1`, [snapshotId]);
    await b.audit({ action: 'baseFigure.clear', entity: 'base_snapshot', entityId: snapshotId, detail: {} });
  });
};
