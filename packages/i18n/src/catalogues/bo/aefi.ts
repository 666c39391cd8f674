import type { aefi as shape } from '../zh-CN/aefi.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const aefi = {
  nav: chineseUntilReviewed,
  title: chineseUntilReviewed,
  hint: chineseUntilReviewed,
  none: chineseUntilReviewed,
  state: chineseUntilReviewed,
  urgent: chineseUntilReviewed,
  outsideWindow: chineseUntilReviewed,
  after: chineseUntilReviewed,
  found: chineseUntilReviewed,
  step: chineseUntilReviewed,
  record: chineseUntilReviewed,
  clock: chineseUntilReviewed,
  dueAt: chineseUntilReviewed,
  doneAt: chineseUntilReviewed,
  when: chineseUntilReviewed,
  class: chineseUntilReviewed,
  classes: chineseUntilReviewed,
  steps_other: chineseUntilReviewed,
  takeBack: chineseUntilReviewed,
  takeBackAsk: chineseUntilReviewed,
  takenBack: chineseUntilReviewed,
  why: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
