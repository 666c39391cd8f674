/** Table of contents of the background jobs. */
import type { Job } from './job.ts';

export const jobs: readonly Job[] = [];
