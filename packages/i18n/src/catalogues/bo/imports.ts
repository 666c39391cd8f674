import type { imports as shape } from '../zh-CN/imports.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

/** Shown in Chinese until a native reader has written and signed it. */
export const imports = {
  upload: chineseUntilReviewed,
  reread: chineseUntilReviewed,
  mapping: chineseUntilReviewed,
  content: chineseUntilReviewed,
  steps: chineseUntilReviewed,
  failure: chineseUntilReviewed,
  count: chineseUntilReviewed,
  preview: chineseUntilReviewed,
  stop: chineseUntilReviewed,
  faults: chineseUntilReviewed,
  sheet: chineseUntilReviewed,
  undo: chineseUntilReviewed,
  history: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
