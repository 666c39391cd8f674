/** Screenings with a doubt that wait for the expert panel. */
import { z } from 'zod';
import type { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import type { QuestionSet } from '../screening/questions.ts';

export const ListConsults = z.strictObject({ page: PageRequest });
export type ListConsults = z.infer<typeof ListConsults>;

export interface ConsultRow {
  county: string;
  screeningId: string;
  personId: string;
  personName: string;
  areaCode: AreaCode;
  areaPath: string[];
  /** the conditions behind the questions nobody could answer */
  conditions: string[];
  askedBy: string | null;
  askedAt: string;
  dueAt: string;
  isLate: boolean;
  own: boolean;
}

/** What the doubtful questions ask about, and how many hours the panel has. */
export const consultOf = (
  questionSets: readonly QuestionSet[],
  setId: string,
  questions: readonly string[],
): { conditions: string[]; withinHours: number } => {
  const set = questionSets.find(({ id }) => id === setId) ?? questionSets[0];
  return {
    conditions: questions.map((id) => {
      const asked = set?.questions.find((question) => question.id === id);
      return asked?.text ?? asked?.condition ?? id;
    }),
    withinHours: set?.consultWithinHours ?? 48,
  };
};
