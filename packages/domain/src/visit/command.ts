import { z } from 'zod';
import { VisitOutcome, VisitReason } from './codes.ts';
import { QuestionAnswer } from './question.ts';

/** A fact: someone knocked on a door. `reasons[0]` is the main one. */
export const RecordVisit = z.strictObject({
  type: z.literal('visit.record'),
  visitId: z.uuidv7(),
  personId: z.uuid(),
  campaignId: z.uuid(),
  outcome: VisitOutcome,
  reasons: z.array(VisitReason).max(10),
  /** day of the next step, or null where the outcome needs none */
  nextDate: z.iso.date().nullable(),
  note: z.string().max(2000),
  /** to the questions the register had for this visit; absent from older tablets and where there were none */
  answers: z.array(QuestionAnswer).max(5).exactOptional(),
  /** the person was called, nobody stood at the door; absent from older tablets and where somebody did */
  byPhone: z.literal(true).exactOptional(),
  /** ids of the answers to doubts that were spoken */
  told: z
    .array(z.string().regex(/^[A-Za-z0-9-]{1,40}$/))
    .max(10)
    .exactOptional(),
  /** written down so many days after it was made, from memory or paper; absent where that was the same day */
  writtenAfterDays: z.int().min(1).max(366).exactOptional(),
});
export type RecordVisit = z.infer<typeof RecordVisit>;

/** A fact: an earlier visit was recorded by mistake. */
export const VoidVisit = z.strictObject({
  type: z.literal('visit.void'),
  visitId: z.uuidv7(),
  personId: z.uuid(),
  why: z.string().max(500),
});
export type VoidVisit = z.infer<typeof VoidVisit>;

/** A request: the next step that follows from a visit moves to another day, within the rule. */
export const RescheduleVisit = z.strictObject({
  type: z.literal('visit.reschedule'),
  visitId: z.uuidv7(),
  personId: z.uuid(),
  nextDate: z.iso.date().refine((day) => day >= '1900'),
});
export type RescheduleVisit = z.infer<typeof RescheduleVisit>;
