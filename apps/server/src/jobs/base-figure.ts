/** The jobs of a base figure. Their payload names it and its area; everything else is in the database. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { z } from 'zod';
import { clearDiscarded } from './base-figure/clear-discarded.ts';
import { runCount } from './base-figure/run-count.ts';
import { runPublishBase } from './base-figure/run-publish.ts';
import type { Job } from './job.ts';

const Target = z.object({ area: AreaCode, snapshotId: z.uuid() });

export const baseFigureJobs: readonly Job[] = [
  { name: 'baseFigure.count', run: (payload, deps, signal) => runCount(deps, Target.parse(payload), signal) },
  { name: 'baseFigure.publish', run: (payload, deps, signal) => runPublishBase(deps, Target.parse(payload), signal) },
  { name: 'baseFigure.clear', run: (payload, deps) => clearDiscarded(deps, Target.parse(payload)) },
];
