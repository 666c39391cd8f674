import type { certificate as shape } from '../zh-CN/certificate.ts';
import { chineseUntilReviewed, type TextsOf } from '../../texts.ts';

export const certificate = {
  nav: chineseUntilReviewed,
  title: chineseUntilReviewed,
  hint: chineseUntilReviewed,
  none: chineseUntilReviewed,
  search: chineseUntilReviewed,
  attention: chineseUntilReviewed,
  state: chineseUntilReviewed,
  kinds: chineseUntilReviewed,
  kind: chineseUntilReviewed,
  number: chineseUntilReviewed,
  issuer: chineseUntilReviewed,
  validFrom: chineseUntilReviewed,
  validTo: chineseUntilReviewed,
  trainedUntil: chineseUntilReviewed,
  reversed: chineseUntilReviewed,
  period: chineseUntilReviewed,
  until: chineseUntilReviewed,
  trained: chineseUntilReviewed,
  add: chineseUntilReviewed,
  renew: chineseUntilReviewed,
  withdraw: chineseUntilReviewed,
  withdrawAsk: chineseUntilReviewed,
  withdrawnBy: chineseUntilReviewed,
  reason: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>;
