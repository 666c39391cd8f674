import { chineseUntilReviewed } from '../../texts.ts';
import { review } from './review.ts';

export const desk = {
  device: chineseUntilReviewed,
  office: chineseUntilReviewed,
  imports: chineseUntilReviewed,
  admin: chineseUntilReviewed,
  review,
  baseFigure: chineseUntilReviewed,
  workPlan: chineseUntilReviewed,
  registerExport: chineseUntilReviewed,
  keyPlace: chineseUntilReviewed,
  batch: chineseUntilReviewed,
  rules: chineseUntilReviewed,
  consult: chineseUntilReviewed,
  record: chineseUntilReviewed,
  incident: chineseUntilReviewed,
  aefi: chineseUntilReviewed,
  closing: chineseUntilReviewed,
  certificate: chineseUntilReviewed,
  homePlan: chineseUntilReviewed,
} as const;
