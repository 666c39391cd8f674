import type { record as shape } from '../zh-CN/record.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const record = {
  title: chineseUntilReviewed,
  open: chineseUntilReviewed,
  print: chineseUntilReviewed,
  show: chineseUntilReviewed,
  download: chineseUntilReviewed,
  downloadOpen: chineseUntilReviewed,
  openHint: chineseUntilReviewed,
  name: chineseUntilReviewed,
  sex: chineseUntilReviewed,
  birthDate: chineseUntilReviewed,
  head: chineseUntilReviewed,
  verdict: chineseUntilReviewed,
  next: chineseUntilReviewed,
  standing: chineseUntilReviewed,
  earliest: chineseUntilReviewed,
  recommended: chineseUntilReviewed,
  pastDue: chineseUntilReviewed,
  aefi: chineseUntilReviewed,
  outcome: chineseUntilReviewed,
  foot: chineseUntilReviewed,
  masked: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
