import type { photo as shape } from '../zh-CN/photo.ts';
import { chineseUntilReviewed, unreviewed, type TextsOf } from '../../texts.ts';

export const photo = unreviewed({
  title: 'པར།',
  hint: chineseUntilReviewed,
  take: chineseUntilReviewed,
  full_other: chineseUntilReviewed,
  working: chineseUntilReviewed,
  remove: chineseUntilReviewed,
  number: 'པར། {{number}}',
  unreadable: chineseUntilReviewed,
  noSpace: chineseUntilReviewed,
  failed: chineseUntilReviewed,
  waiting_other: chineseUntilReviewed,
  none: chineseUntilReviewed,
  apart: chineseUntilReviewed,
  wifiOnly: chineseUntilReviewed,
  send: chineseUntilReviewed,
  refused: chineseUntilReviewed,
  fault: chineseUntilReviewed,
  again: chineseUntilReviewed,
  giveUp: chineseUntilReviewed,
  shown_other: chineseUntilReviewed,
  lookHint: chineseUntilReviewed,
  look: chineseUntilReviewed,
  notShown: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>);
