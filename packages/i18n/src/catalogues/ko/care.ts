import type { care as shape } from '../zh-CN/care.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const care = {
  askedBy: chineseUntilReviewed,
  abilityClass: chineseUntilReviewed,
  route: chineseUntilReviewed,
  screening: chineseUntilReviewed,
  by: chineseUntilReviewed,
  relation: chineseUntilReviewed,
  site: chineseUntilReviewed,
  doseRoute: chineseUntilReviewed,
  place: chineseUntilReviewed,
  reaction: chineseUntilReviewed,
  slot: chineseUntilReviewed,
  call: chineseUntilReviewed,
  severity: chineseUntilReviewed,
  aefi: chineseUntilReviewed,
  close: chineseUntilReviewed,
  evidence: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
