import type { door as shape } from '../zh-CN/door.ts';
import { chineseUntilReviewed, unreviewed, type TextsOf } from '../../texts.ts';

export const door = unreviewed({
  guide: chineseUntilReviewed,
  attempts: chineseUntilReviewed,
  call: chineseUntilReviewed,
  followUps: chineseUntilReviewed,
  household: chineseUntilReviewed,
  landmark: chineseUntilReviewed,
  display: chineseUntilReviewed,
  ownMonth: chineseUntilReviewed,
} as const satisfies TextsOf<typeof shape>);
