import type { consult as shape } from '../zh-CN/consult.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

/** Doubts about contraindications that wait for the expert panel. */
export const consult = {
  nav: chineseUntilReviewed,
  title: chineseUntilReviewed,
  hint: chineseUntilReviewed,
  none: chineseUntilReviewed,
  doubt: chineseUntilReviewed,
  askedBy: chineseUntilReviewed,
  due: chineseUntilReviewed,
  late: chineseUntilReviewed,
  open: chineseUntilReviewed,
  answer: chineseUntilReviewed,
  result: chineseUntilReviewed,
  until: chineseUntilReviewed,
  why: chineseUntilReviewed,
  own: chineseUntilReviewed,
  person: chineseUntilReviewed,
  area: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
