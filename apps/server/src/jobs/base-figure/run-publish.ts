/**
 * The job behind "publish". From the moment the snapshot is `publishing`, whoever writes an entry books for it too; what was
 * recorded before is counted once everybody who might not have known of it has ended. Nobody waits for a lock.
 */
import { setTimeout } from 'node:timers/promises';
import { settleMembers } from '../../entry/member-figures.ts';
import { Stopped, writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import { followCount, type CountSteps } from './follow-count.ts';
import type { SnapshotTarget } from './run-count.ts';

const pause = 100;

/** Until every transaction that was open when this was called has ended. */
const waitForOpenWork = async ({ db }: JobDeps, { area }: SnapshotTarget, steps: CountSteps): Promise<void> => {
  const ask = (): Promise<{ oldest: bigint; next: bigint }[]> =>
    db.read(
      { area },
      (tx) => tx.$queryRaw`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next`,
    );
  const [start] = await ask();
  for (let waited = 0; ; waited += 1) {
    const [now] = await ask();
    if (start === undefined || now === undefined || now.oldest >= start.next) return;
    if (waited % 20 === 0) await steps.report('waiting', 0, null);
    await setTimeout(pause);
  }
};

export const runPublishBase = async (deps: JobDeps, target: SnapshotTarget, signal: AbortSignal): Promise<void> => {
  const { area, snapshotId } = target;
  const snapshot = await deps.db.read({ area }, (tx) =>
    tx.baseSnapshot.findFirst({ where: { id: snapshotId, state: 'publishing' }, select: { campaignId: true } }),
  );
  if (snapshot === null) return;
  const steps = followCount(deps, { area, id: snapshotId, signal });
  try {
    await waitForOpenWork(deps, target, steps);
    await steps.report('publishing', 0, null);
    await deps.db.bulk(writeFor(area, null, deps.now()), async (b) => {
      await settleMembers(b, snapshotId, null);
      const before = await b.query<{ id: string }>(
        `UPDATE base_snapshot SET state = 'superseded' WHERE campaign_id = $1 AND state = 'published' RETURNING id::text`,
        [snapshot.campaignId],
      );
      await b.query(`UPDATE base_snapshot SET state = 'published' WHERE id = $1 AND state = 'publishing'`, [
        snapshotId,
      ]);
      // nobody reads them any more, and they would not be kept up
      for (const table of ['figure_total', 'figure_rollup', 'figure_delta'])
        await b.query(`DELETE FROM ${table} WHERE campaign_id = ANY($1::uuid[])`, [before.map(({ id }) => id)]);
      await b.audit({
        action: 'baseFigure.inForce',
        entity: 'base_snapshot',
        entityId: snapshotId,
        detail: { before: before[0]?.id ?? null },
      });
    });
    await steps.finish('done');
  } catch (error) {
    if (!(error instanceof Stopped)) {
      deps.log.error({ snapshotId, err: error }, 'publishing a base figure failed');
      await steps.finish('failed');
    }
    // the queue tries again; until it succeeds the earlier base figure is in force
    throw error;
  }
};
