import { chineseUntilReviewed } from '../../texts.ts';

export const bedside = {
  care: chineseUntilReviewed,
  home: chineseUntilReviewed,
  quiz: chineseUntilReviewed,
  round: chineseUntilReviewed,
} as const;
