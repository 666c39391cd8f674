import type { incident as shape } from '../zh-CN/incident.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const incident = {
  nav: chineseUntilReviewed,
  title: chineseUntilReviewed,
  hint: chineseUntilReviewed,
  none: chineseUntilReviewed,
  reason: chineseUntilReviewed,
  doseTold: chineseUntilReviewed,
  state: chineseUntilReviewed,
  act: chineseUntilReviewed,
  last: chineseUntilReviewed,
  askNote: chineseUntilReviewed,
  note: chineseUntilReviewed,
  duplicates_other: chineseUntilReviewed,
  showDuplicates: chineseUntilReviewed,
  flag: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
