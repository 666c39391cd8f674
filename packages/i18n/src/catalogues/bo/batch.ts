import type { batch as shape } from '../zh-CN/batch.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

/** Shown in Chinese until a native reader has written and signed it. */
export const batch = {
  nav: chineseUntilReviewed,
  title: chineseUntilReviewed,
  hint: chineseUntilReviewed,
  area: chineseUntilReviewed,
  order: chineseUntilReviewed,
  crowd: chineseUntilReviewed,
  crowds: chineseUntilReviewed,
  state: chineseUntilReviewed,
  states: chineseUntilReviewed,
  members: chineseUntilReviewed,
  unknown: chineseUntilReviewed,
  reached: chineseUntilReviewed,
  closed: chineseUntilReviewed,
  closing: chineseUntilReviewed,
  closedBy: chineseUntilReviewed,
  close: chineseUntilReviewed,
  closeAsk: chineseUntilReviewed,
  tooLarge: chineseUntilReviewed,
  showUnknown: chineseUntilReviewed,
  unknownOf: chineseUntilReviewed,
  unknownKind: chineseUntilReviewed,
  kinds: chineseUntilReviewed,
  noneUnknown: chineseUntilReviewed,
  back: chineseUntilReviewed,
  noCampaign: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
