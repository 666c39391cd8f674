import { care } from './care.ts';
import { home } from './home.ts';
import { quiz } from './quiz.ts';
import { round } from './round.ts';

export const bedside = {
  care,
  home,
  quiz,
  round,
} as const;
