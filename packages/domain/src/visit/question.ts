/** A question that the register has for the next visitor, and what was said at the door. */
import { z } from 'zod';

/** The other record: enough to ask by, nothing that proves anything. */
export const SamePersonParams = z.object({
  name: z.string(),
  birthYear: z.int().nullable(),
  village: z.string().nullable(),
});
export type SamePersonParams = z.infer<typeof SamePersonParams>;

export interface EntryQuestion {
  id: string;
  kind: 'same_person';
  other: SamePersonParams;
}

export const questionAnswers = ['same', 'different', 'not_asked'] as const;
/** `not_asked`: it could not be asked this time; whoever visits next is asked again */
export const QuestionAnswer = z.strictObject({ questionId: z.uuid(), answer: z.enum(questionAnswers) });
export type QuestionAnswer = z.infer<typeof QuestionAnswer>;
