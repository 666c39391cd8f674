import type { admin as shape } from '../zh-CN/admin.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

/** Shown in Chinese until a native reader has written and signed it. */
export const admin = {
  nav: chineseUntilReviewed,
  imports: chineseUntilReviewed,
  users: chineseUntilReviewed,
  campaigns: chineseUntilReviewed,
  audit: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
