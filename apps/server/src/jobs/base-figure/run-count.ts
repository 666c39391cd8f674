/** The job behind "count": all of the snapshot in one transaction, or nothing of it. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { BaseRule } from '@qiaomen/domain/base-figure/standing';
import { Stopped, writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import { countMembers, type CountedSnapshot } from './count-members.ts';
import { followCount } from './follow-count.ts';

export interface SnapshotTarget {
  area: AreaCode;
  snapshotId: string;
}

const findCounting = ({ db }: JobDeps, { area, snapshotId }: SnapshotTarget): Promise<CountedSnapshot | undefined> =>
  db.read({ area }, async (tx) => {
    const row = await tx.baseSnapshot.findFirst({
      where: { id: snapshotId, state: 'counting' },
      select: { id: true, campaignId: true, rule: true },
    });
    return row === null ? undefined : { ...row, areaCode: area, rule: BaseRule.parse(row.rule) };
  });

/** Leaves the snapshot as stopped or failed, unless somebody did so already. */
const giveUp = ({ db, now }: JobDeps, { area, snapshotId }: SnapshotTarget, state: 'cancelled' | 'failed') =>
  db.transact(writeFor(area, null, now()), async ({ tx, audit }) => {
    const { count } = await tx.baseSnapshot.updateMany({
      where: { id: snapshotId, state: 'counting' },
      data: { state },
    });
    if (count > 0)
      await audit({ action: `baseFigure.${state}`, entity: 'base_snapshot', entityId: snapshotId, detail: {} });
  });

export const runCount = async (deps: JobDeps, target: SnapshotTarget, signal: AbortSignal): Promise<void> => {
  const { area, snapshotId } = target;
  const snapshot = await findCounting(deps, target);
  if (snapshot === undefined) return;
  const steps = followCount(deps, { area, id: snapshotId, signal });
  try {
    await deps.db.bulk(writeFor(area, null, deps.now()), async (b) => {
      const { counts, counties } = await countMembers(b, snapshot, steps);
      const written = await b.query(
        `UPDATE base_snapshot SET state = 'draft', as_of = $2, counts = $3 WHERE id = $1 AND state = 'counting' RETURNING id`,
        [snapshotId, b.at, JSON.stringify(counts)],
      );
      if (written.length === 0) throw new Stopped('cancelled');
      await b.audit({
        action: 'baseFigure.count',
        entity: 'base_snapshot',
        entityId: snapshotId,
        detail: { rule: { ...snapshot.rule }, counts, counties: counties.map((counted) => ({ ...counted })) },
      });
    });
    await steps.finish('done');
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'shutdown') throw error;
    const state = error instanceof Stopped ? 'cancelled' : 'failed';
    if (state === 'failed') deps.log.error({ snapshotId, err: error }, 'counting a base figure failed');
    await giveUp(deps, target, state);
    await steps.finish(state);
  }
};
