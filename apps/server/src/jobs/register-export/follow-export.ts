/** How far a copy is, and the flag by which its asker stops it between two chunks. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { Stopped, writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';

export interface ExportSteps {
  report(done: number, total: number): Promise<void>;
  finish(state: 'done' | 'failed' | 'cancelled'): Promise<void>;
}

export const followExport = (
  { db, now }: Pick<JobDeps, 'db' | 'now'>,
  { area, exportId, signal }: { area: AreaCode; exportId: string; signal: AbortSignal },
): ExportSteps => {
  const write = (data: object): Promise<boolean> =>
    db.transact(writeFor(area, null, now()), async ({ tx, at }) => {
      const rows = await tx.jobProgress.updateManyAndReturn({
        where: { id: exportId },
        data: { ...data, updatedAt: at },
        select: { cancel: true },
      });
      return rows.some((row) => row.cancel);
    });
  // a thousand rows take a moment; a person reads the number once a second
  let last = Number.NEGATIVE_INFINITY;
  return {
    report: async (done, total) => {
      if (signal.aborted) throw new Stopped('shutdown');
      if (done - last < 5000) return;
      last = done;
      const data = { state: 'running', step: 'writing', done: BigInt(done), total: BigInt(total) };
      if (await write(data)) throw new Stopped('cancelled');
    },
    finish: async (state) => void (await write({ state })),
  };
};
