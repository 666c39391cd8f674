/** Runs the background jobs on PostgreSQL. A job of a process that was killed is taken up again at the next start. */
import { Logger, makeWorkerUtils, parseCronItems, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Job, JobDeps } from './job.ts';

export interface JobRunner {
  /** Lets running jobs end, or tells them to stop; then closes. */
  stop(): Promise<void>;
}

/** Held in shared mode by every living runner: who gets it alone knows that every locked job belongs to the dead. */
const aliveLock = 7_106_540_020;

export const startJobs = async (
  jobsUrl: string,
  jobs: readonly Job[],
  deps: JobDeps,
  options: { concurrency: number } = { concurrency: 2 },
): Promise<JobRunner> => {
  const alive = new pg.Client({ connectionString: jobsUrl, application_name: 'qiaomen-jobs-alive' });
  alive.on('error', (error) => deps.log.error({ err: error }, 'lost the lock of living runners'));
  await alive.connect();
  const pool = new pg.Pool({
    connectionString: jobsUrl,
    max: options.concurrency + 3,
    application_name: 'qiaomen-jobs',
  });
  const lost = (error: Error): void => deps.log.warn({ err: error }, 'a connection of the job queue was lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  try {
    await unlockJobsOfTheDead(alive, pool, deps);
    const runner = await run({
      pgPool: pool,
      concurrency: options.concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      taskList: tasksOf(jobs, deps),
      parsedCronItems: parseCronItems(
        jobs.flatMap(({ name, cron }) => (cron === undefined ? [] : [{ task: name, match: cron }])),
      ),
      // its own messages quote payloads; every job writes one line of ours instead
      logger: new Logger(() => () => undefined),
      gracefulShutdownAbortTimeout: 5000,
    });
    return {
      stop: async () => {
        await runner.stop();
        await pool.end();
        await alive.end();
      },
    };
  } catch (error) {
    await pool.end();
    await alive.end();
    throw error;
  }
};

const tasksOf = (jobs: readonly Job[], deps: JobDeps): TaskList =>
  Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload, { job: { id }, abortSignal }) => {
        const started = performance.now();
        const line = { job: job.name, jobId: id };
        try {
          await job.run(payload, deps, abortSignal);
          deps.log.info({ ...line, ms: Math.round(performance.now() - started) }, 'job');
        } catch (error) {
          deps.log.error({ ...line, ms: Math.round(performance.now() - started), err: error }, 'job failed');
          throw error;
        }
      },
    ]),
  );

const unlockJobsOfTheDead = async (alive: pg.Client, pool: pg.Pool, deps: JobDeps): Promise<void> => {
  const { rows } = await alive.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [aliveLock]);
  const alone = rows[0]?.alone === true;
  if (alone) {
    const { rows: dead } = await pool.query<{ locked_by: string }>(
      `SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
       UNION SELECT DISTINCT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL`,
    );
    if (dead.length > 0) {
      const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => undefined) });
      await utils.forceUnlockWorkers(dead.map((row) => row.locked_by));
      await utils.release();
      deps.log.warn({ count: dead.length }, 'took over the jobs of workers that are gone');
    }
  }
  await alive.query('SELECT pg_advisory_lock_shared($1)', [aliveLock]);
  if (alone) await alive.query('SELECT pg_advisory_unlock($1)', [aliveLock]);
};
