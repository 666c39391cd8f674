import type { closing as shape } from '../zh-CN/closing.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const closing = {
  nav: chineseUntilReviewed,
  title: chineseUntilReviewed,
  hint: chineseUntilReviewed,
  none: chineseUntilReviewed,
  count_other: chineseUntilReviewed,
  state: chineseUntilReviewed,
  missing: chineseUntilReviewed,
  asked: chineseUntilReviewed,
  agreed: chineseUntilReviewed,
  declined: chineseUntilReviewed,
  own: chineseUntilReviewed,
  act: chineseUntilReviewed,
  ask: chineseUntilReviewed,
  why: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
