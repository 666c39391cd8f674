/** Table of contents of the background jobs. */
import { baseFigureJobs } from './base-figure.ts';
import { dailyBirthdaysJob } from './daily-birthdays.ts';
import { dayCloseJob } from './day-close.ts';
import { foldFiguresJob } from './fold-figures.ts';
import { importJobs } from './import.ts';
import type { Job } from './job.ts';
import { keyPlaceJobs } from './key-place.ts';
import { refreshOwnersJob } from './refresh-owners.ts';
import { registerExportJobs } from './register-export.ts';
import { ruleEffectJobs } from './rule-effect.ts';
import { sweepPhotoPiecesJob } from './sweep-photo-pieces.ts';
import { sweepUploadsJob } from './sweep-uploads.ts';

export const jobs: readonly Job[] = [
  ...importJobs,
  ...baseFigureJobs,
  ...registerExportJobs,
  ...keyPlaceJobs,
  ...ruleEffectJobs,
  foldFiguresJob,
  dailyBirthdaysJob,
  dayCloseJob,
  refreshOwnersJob,
  sweepPhotoPiecesJob,
  sweepUploadsJob,
];
