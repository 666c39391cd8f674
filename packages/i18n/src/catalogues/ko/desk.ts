import { chineseUntilReviewed } from '../../texts.ts';
import { device } from './device.ts';
import { admin } from './admin.ts';
import { baseFigure } from './base-figure.ts';
import { batch } from './batch.ts';
import { certificate } from './certificate.ts';
import { closing } from './closing.ts';
import { homePlan } from './home-plan.ts';
import { consult } from './consult.ts';
import { imports } from './imports.ts';
import { incident } from './incident.ts';
import { keyPlace } from './key-place.ts';
import { office } from './office.ts';
import { record } from './record.ts';
import { registerExport } from './register-export.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { workPlan } from './work-plan.ts';

export const desk = {
  device,
  office,
  imports,
  admin,
  review,
  baseFigure,
  workPlan,
  registerExport,
  keyPlace,
  batch,
  rules,
  consult,
  record,
  incident,
  aefi: chineseUntilReviewed,
  closing,
  certificate,
  homePlan,
} as const;
