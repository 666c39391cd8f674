/** What the visit form holds, and what follows from it. */
import { z } from 'zod';
import { outcomesWithReason, VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import { dayOf, daysBetween, partsOfDay } from '@qiaomen/domain/register/day';
import type { RecordVisit } from '@qiaomen/domain/visit/command';
import { instantOfPart } from '@qiaomen/domain/visit/earlier-visit';
import { visitRules } from '@qiaomen/domain/visit/next-step-rules';
import { safetyOf } from '@qiaomen/domain/visit/safety';
import { afterVisit } from '@qiaomen/domain/visit/after-visit';
import { proposeNextStep, type NextStep } from '@qiaomen/domain/visit/next-step';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { questionAnswers, type QuestionAnswer } from '@qiaomen/domain/visit/question';
import type { FieldEntry } from '../../offline/overlay.ts';

export const VisitForm = z.object({
  outcome: VisitOutcome.nullable(),
  /** the first is the main one */
  reasons: z.array(VisitReason),
  /** null: as the rule says */
  chosenDate: z.string().nullable(),
  note: z.string(),
  /** to the register's questions, by question; nothing where it was passed over */
  answers: z.record(z.string(), z.enum(questionAnswers)).default({}),
  /** called instead of visited */
  byPhone: z.boolean().default(false),
  /** the day it was made where that was not just now, and the part of that day, once both are told */
  madeOn: z.string().nullable().default(null),
  madeIn: z.enum(partsOfDay).nullable().default(null),
  /** ids of the answers to doubts that were spoken */
  told: z.array(z.string()).default([]),
  /** ids of pictures on this tablet */
  photos: z.array(z.string()).default([]),
  /** id of the voice note on this tablet */
  voice: z.string().nullable().default(null),
  /** for the list of drafts */
  name: z.string(),
});
export type VisitForm = z.infer<typeof VisitForm>;

export const emptyVisit = (name: string, byPhone = false): VisitForm => ({
  outcome: null,
  reasons: [],
  chosenDate: null,
  note: '',
  answers: {},
  byPhone,
  madeOn: null,
  madeIn: null,
  told: [],
  photos: [],
  voice: null,
  name,
});

/** Outcomes in the order of the door: somebody was met, nobody was met, something else is the matter. */
export const outcomeGroups: readonly (readonly VisitOutcome[])[] = [
  ['02', '03', '04', '07', '05', '06', '01'],
  ['08', '09', '14', '12'],
  ['15', '10', '11', '13', '16'],
];

export const asksReason = (outcome: VisitOutcome): boolean => outcomesWithReason.includes(outcome);

/** A tap adds a reason, another takes it away; the one tapped first stays the main one. */
export const toggleReason = (reasons: readonly VisitReason[], reason: VisitReason): VisitReason[] =>
  reasons.includes(reason) ? reasons.filter((other) => other !== reason) : [...reasons, reason];

/** When the visit was made, or null where the form does not say so yet, or says a day that is too long ago. */
export const madeAt = ({ madeOn, madeIn }: VisitForm, now: string): string | null => {
  if (madeOn === null) return now;
  return madeIn === null ? null : instantOfPart(madeOn, madeIn, { at: now, today: dayOf(now) });
};

/** Whether somebody was there after that moment: that visit, dose or assessment decides what comes next. */
export const isOvertaken = ({ visits, care = [] }: FieldEntry, at: string): boolean =>
  [...visits, ...care].some(({ voided, occurredAt }) => !voided && Date.parse(occurredAt) > Date.parse(at));

/**
 * What the rule proposes, or null where no next step follows: the entry is closed, or somebody was there later.
 * @param at when the visit was made
 * @param today the next step is never due before it
 */
export const ruleStep = (
  entry: FieldEntry,
  outcome: VisitOutcome,
  at: string,
  byPhone = false,
  today = dayOf(at),
): NextStep | null => {
  if (isClosed(entry.state) || isOvertaken(entry, at)) return null;
  const history = entry.visits.filter((visit) => !visit.voided);
  const step = proposeNextStep(outcome, history, at, visitRules);
  const standing = {
    state: entry.state,
    action: entry.nextAction ?? step.action,
    date: entry.nextDate ?? dayOf(at),
    reason: null,
  };
  const visit = { occurredAt: at, outcome, reasons: [], nextDate: null, byPhone };
  const { state, action, date } = afterVisit(standing, visit, history, safetyOf(history, entry.care ?? []), visitRules);
  const due = date < today ? today : date;
  return { ...step, state, action, nextDate: step.needsDate ? null : due, fallbackDate: due };
};

/** What still keeps the form from being saved, in the order it is asked. */
export const missing = (form: VisitForm, step: NextStep | null): 'outcome' | 'reason' | 'date' | null => {
  if (form.outcome === null) return 'outcome';
  if (asksReason(form.outcome) && form.reasons.length === 0) return 'reason';
  return step?.needsDate === true && form.chosenDate === null ? 'date' : null;
};

/** Only what was asked by this entry: a draft may be older than the question. */
const answersOf = ({ answers }: VisitForm, { questions = [] }: FieldEntry): QuestionAnswer[] =>
  questions.flatMap(({ id }) => {
    const answer = answers[id];
    return answer === undefined ? [] : [{ questionId: id, answer }];
  });

export const toCommand = (
  form: VisitForm,
  outcome: VisitOutcome,
  step: NextStep | null,
  entry: FieldEntry,
  visitId: string,
  today: string,
): RecordVisit => {
  const answers = answersOf(form, entry);
  const told = asksReason(outcome) ? form.told : [];
  const daysLater = form.madeOn === null ? 0 : daysBetween(form.madeOn, today);
  return {
    type: 'visit.record',
    visitId,
    personId: entry.personId,
    campaignId: entry.campaignId,
    outcome,
    reasons: asksReason(outcome) ? form.reasons : [],
    nextDate: step === null ? null : (form.chosenDate ?? step.nextDate),
    note: form.note.trim(),
    ...(answers.length === 0 ? {} : { answers }),
    ...(form.byPhone ? { byPhone: true } : {}),
    ...(daysLater > 0 ? { writtenAfterDays: daysLater } : {}),
    ...(told.length === 0 ? {} : { told }),
  };
};
