import { chineseUntilReviewed } from '../../texts.ts';
import { home } from './home.ts';
import { quiz } from './quiz.ts';
import { round } from './round.ts';

export const bedside = {
  care: chineseUntilReviewed,
  home,
  quiz,
  round,
} as const;
