import type { office as shape } from '../zh-CN/office.ts';
import { chineseUntilReviewed, unreviewed, type TextsOf } from '../../texts.ts';

/** Only words that a source or common use vouches for; the rest is shown in Chinese until a native reader has signed. */
export const office = unreviewed({
  nav: chineseUntilReviewed,
  figure: chineseUntilReviewed,
  progress: chineseUntilReviewed,
  register: chineseUntilReviewed,
  person: chineseUntilReviewed,
  parted: chineseUntilReviewed,
  workers: chineseUntilReviewed,
  proposals: chineseUntilReviewed,
  attention: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>);
