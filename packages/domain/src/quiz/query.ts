import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import type { Role } from '../account/role.ts';
import { screeningResults, type ScreeningResult } from '../forecast/rule-table.ts';
import { PageRequest } from '../page.ts';

export const AnswerQuiz = z.strictObject({
  /** of the rules that were asked about */
  mark: z.string().regex(/^[0-9a-f]{8}$/),
  answers: z
    .record(z.string().regex(/^[A-Za-z0-9_+-]{1,40}$/), z.enum(screeningResults))
    .refine((answers) => Object.keys(answers).length <= 200),
});
export type AnswerQuiz = z.infer<typeof AnswerQuiz>;

export interface Quiz {
  mark: string;
  conditions: string[];
  passPercent: number;
  /** the newest that was passed, or else the newest at all */
  last: { takenAt: string; passed: boolean; isOfTheseRules: boolean } | null;
}

export interface QuizReply {
  right: number;
  questions: number;
  passed: boolean;
  wrong: { condition: string; right: ScreeningResult; source: string }[];
}

export const quizStandings = ['passed', 'outdated', 'failed', 'never'] as const;
export type QuizStanding = (typeof quizStandings)[number];

export const ListQuizStaff = z.strictObject({
  areaCode: AreaCode,
  /** only those who may not screen anybody with what they last learnt */
  onlyOpen: z.boolean(),
  page: PageRequest,
});
export type ListQuizStaff = z.infer<typeof ListQuizStaff>;

export interface QuizStaffRow {
  userId: string;
  name: string;
  role: Role;
  standing: QuizStanding;
  takenAt: string | null;
  right: number | null;
  questions: number | null;
}

/** Passed for these rules; passed for earlier ones; tried these or others in vain; never tried. */
export const standingOfQuiz = (results: readonly { mark: string; passed: boolean }[], mark: string): QuizStanding => {
  if (results.some((result) => result.passed && result.mark === mark)) return 'passed';
  if (results.some((result) => result.passed)) return 'outdated';
  return results.length === 0 ? 'never' : 'failed';
};
