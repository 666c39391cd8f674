/** The jobs behind "how many people would this change move" and behind moving them. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { z } from 'zod';
import type { Job } from './job.ts';
import { applyRules } from './rule-effect/apply-rules.ts';
import { countEffect } from './rule-effect/count-effect.ts';

const Published = z.object({ area: AreaCode });
const Target = z.object({ area: AreaCode, versionId: z.uuid(), day: z.iso.date() });

export const ruleEffectJobs: readonly Job[] = [
  { name: 'rules.count', run: (payload, deps, signal) => countEffect(deps, Target.parse(payload), signal) },
  { name: 'rules.apply', run: (payload, deps, signal) => applyRules(deps, Published.parse(payload).area, signal) },
  // a quarter past midnight in Shanghai, after the birthdays
  { name: 'rules.daily', cron: '15 16 * * *', run: (_payload, deps, signal) => applyRules(deps, null, signal) },
];
