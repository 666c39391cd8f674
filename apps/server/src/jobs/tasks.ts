/** Table of contents of the background jobs. */
import { importJobs } from './import.ts';
import type { Job } from './job.ts';

export const jobs: readonly Job[] = [...importJobs];
