/** The job behind "how many people would this change move". */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { z } from 'zod';
import type { Job } from './job.ts';
import { countEffect } from './rule-effect/count-effect.ts';

const Target = z.object({ area: AreaCode, versionId: z.uuid(), day: z.iso.date() });

export const ruleEffectJobs: readonly Job[] = [
  { name: 'rules.count', run: (payload, deps, signal) => countEffect(deps, Target.parse(payload), signal) },
];
