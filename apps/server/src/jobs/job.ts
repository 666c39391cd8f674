/** What a background job is: idempotent, because it may run again after a crash. */
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Database } from '@qiaomen/prisma/scoped';
import type { Log } from '../log.ts';

export interface JobDeps {
  db: Database;
  keys: FieldKeys;
  dataDir: string;
  /** 0700 folder for files that must not outlive a job */
  workDir: string;
  now(): Date;
  log: Log;
}

export interface Job {
  /** the name given to `writer.enqueue(name, payload)` */
  name: string;
  /** crontab pattern in UTC for jobs that run by the clock */
  cron?: string;
  /** `signal` aborts when the server stops; the job is run again later */
  run(payload: unknown, deps: JobDeps, signal: AbortSignal): Promise<void>;
}
