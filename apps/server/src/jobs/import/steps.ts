/** Progress of an import, and the flag by which a person stops it between two chunks. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { DomainError } from '@qiaomen/domain/error';
import type { Database, WriteContext } from '@qiaomen/prisma/scoped';

/** Somebody pressed "stop", or the server goes down: the job ends between two chunks and nothing is half done. */
export class Stopped extends Error {
  readonly reason: 'cancelled' | 'shutdown';
  constructor(reason: 'cancelled' | 'shutdown') {
    super(reason);
    this.name = 'Stopped';
    this.reason = reason;
  }
}

export type ImportStep = 'staging' | 'linking' | 'proposing' | 'publishing' | 'undoing' | 'redoing';

export interface Steps {
  report(step: ImportStep, done: number, total: number | null): Promise<void>;
  finish(state: 'done' | 'failed' | 'cancelled', error: DomainError | { code: string } | null): Promise<void>;
}

export interface ProgressTarget {
  db: Database;
  prefecture: AreaCode;
  progressId: string | null;
  signal: AbortSignal;
  now(): Date;
}

/** As the system, for the whole prefecture; acts above a county are audited in the chain of no county. */
export const writeFor = (prefecture: AreaCode, actorId: string | null, at: Date): WriteContext => ({
  scope: { area: prefecture },
  actorId,
  county: '000000',
  at,
});

export const followSteps = ({ db, prefecture, progressId, signal, now }: ProgressTarget): Steps => {
  const write = async (data: {
    state: 'running' | 'done' | 'failed' | 'cancelled';
    step?: ImportStep;
    done?: bigint;
    total?: bigint | null;
    error?: DomainError | { code: string };
  }): Promise<boolean> => {
    if (progressId === null) return false;
    return db.transact(writeFor(prefecture, null, now()), async ({ tx, at }) => {
      if (data.step !== undefined)
        await tx.$executeRaw`UPDATE link.job_progress SET step_since = ${at}, step_since_done = ${data.done ?? 0n}
          WHERE id = ${progressId}::uuid AND (step <> ${data.step} OR step_since IS NULL OR state <> 'running')`;
      const rows = await tx.jobProgress.updateManyAndReturn({
        where: { id: progressId },
        data: { ...data, updatedAt: at },
        select: { cancel: true },
      });
      return rows.some((row) => row.cancel);
    });
  };
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
    finish: async (state, error) => {
      await write({ state, ...(error === null ? {} : { error }) });
    },
  };
};
