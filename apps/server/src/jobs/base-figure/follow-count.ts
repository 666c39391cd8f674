/** Progress of counting and publishing, visible while the one transaction that does the work is still open. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { Stopped, writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';

export interface CountSteps {
  /** Throws `Stopped` when a person pressed "stop" or the server goes down. */
  report(step: 'reading' | 'counting' | 'waiting' | 'publishing', done: number, total: number | null): Promise<void>;
  finish(state: 'done' | 'failed' | 'cancelled'): Promise<void>;
}

export const followCount = (
  { db, now }: Pick<JobDeps, 'db' | 'now'>,
  { area, id, signal }: { area: AreaCode; id: string; signal: AbortSignal },
): CountSteps => {
  const write = (data: object): Promise<boolean> =>
    db.transact(writeFor(area, null, now()), async ({ tx, at }) => {
      const rows = await tx.jobProgress.updateManyAndReturn({
        where: { id },
        data: { ...data, updatedAt: at },
        select: { cancel: true },
      });
      return rows.some((row) => row.cancel);
    });
  return {
    report: async (step, done, total) => {
      const cancelled = await write({
        state: 'running',
        step,
        done: BigInt(done),
        total: total === null ? null : BigInt(total),
      });
      if (signal.aborted) throw new Stopped('shutdown');
      if (cancelled) throw new Stopped('cancelled');
    },
    finish: async (state) => void (await write({ state })),
  };
};
