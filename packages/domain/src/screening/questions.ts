/**
 * What is asked before a dose, as a versioned set. Each question leads to conditions; the conditions' rules say what they
 * mean. What is NOT a contraindication stands beside its question, because misread contraindications are the main reason
 * why old people stay unvaccinated. The words are in the catalogues under the id of the question.
 */
import { z } from 'zod';
import { screeningResults } from '../forecast/rule-table.ts';

export const Answer = z.enum(['yes', 'no', 'unsure']);
export type Answer = z.infer<typeof Answer>;

const Code = z.string().regex(/^[A-Za-z][\w.-]{0,39}$/);

export const ScreeningQuestion = z.strictObject({
  id: Code,
  /** the condition a yes stands for */
  condition: Code,
  /** what people take for a contraindication here and is none: shown beside the question */
  notContraindicated: z.array(Code).max(20),
  /** what a yes means, where the schedule's table of conditions does not say it */
  result: z.enum(screeningResults).exactOptional(),
  /** the official Chinese words of a question that is not in the catalogues, and what is no contraindication there */
  text: z.string().trim().min(1).max(300).exactOptional(),
  teach: z.string().trim().min(1).max(600).exactOptional(),
});
export type ScreeningQuestion = z.infer<typeof ScreeningQuestion>;

/** A set is never changed once it was asked: another one follows it from a day on, and its answers keep its id. */
export const QuestionSet = z.strictObject({
  id: Code,
  version: z.int().min(1).max(9999),
  source: z.string().min(1).max(400),
  scope: z.string().min(1).max(20),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  questions: z.array(ScreeningQuestion).min(1).max(40),
  /** days until somebody who is deferred is looked at again, unless the answer names a day */
  recheckAfterDays: z.int().min(1).max(365),
  /** hours the expert panel has to answer a doubtful case */
  consultWithinHours: z.int().min(1).max(720),
});
export type QuestionSet = z.infer<typeof QuestionSet>;

export const measures = ['temperature', 'systolic', 'diastolic', 'glucose'] as const;

/** A measured value above which a dose is deferred. Local practice, shown as local, editable. */
export const LocalThreshold = z.strictObject({
  id: z.string().regex(/^[A-Za-z][\w.-]{0,39}$/),
  source: z.string().min(1).max(400),
  scope: z.string().min(1).max(20),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  measure: z.enum(measures),
  unit: z.string().min(1).max(20),
  above: z.number().min(0).max(1000),
});
export type LocalThreshold = z.infer<typeof LocalThreshold>;

export const questionSets: readonly QuestionSet[] = [
  {
    id: 'SCREEN-1',
    version: 1,
    source: '《新冠病毒疫苗接种技术指南(第一版)》, 2021-03-29; 2022 年底使用的禁忌判定专家指引',
    scope: 'CN',
    validFrom: '2021-03-29',
    validTo: null,
    recheckAfterDays: 7,
    consultWithinHours: 48,
    questions: [
      { id: 'fever', condition: 'FEVER_TODAY', notContraindicated: [] },
      { id: 'acute', condition: 'CHRONIC_ACUTE_PHASE', notContraindicated: ['HYPERTENSION_STABLE', 'DIABETES_STABLE', 'DISABLED_STABLE'] },
      { id: 'componentAllergy', condition: 'ALLERGY_TO_COMPONENT', notContraindicated: ['ALLERGY_PENICILLIN', 'ALLERGY_SEAFOOD'] },
      { id: 'severeReaction', condition: 'SEVERE_ALLERGY_TO_VACCINE', notContraindicated: [] },
      { id: 'neurological', condition: 'UNCONTROLLED_EPILEPSY', notContraindicated: [] },
      { id: 'terminal', condition: 'TERMINAL_ILLNESS', notContraindicated: ['ADVANCED_AGE_ONLY'] },
    ],
  },
]; // prettier-ignore

const local = {
  source: '个别地方的做法，非全国规定',
  scope: 'local',
  validFrom: '2021-03-29',
  validTo: null,
} as const;

export const localThresholds: readonly LocalThreshold[] = [
  { id: 'LOCAL-T', measure: 'temperature', unit: '°C', above: 37.3, ...local },
  { id: 'LOCAL-SYS', measure: 'systolic', unit: 'mmHg', above: 160, ...local },
  { id: 'LOCAL-DIA', measure: 'diastolic', unit: 'mmHg', above: 100, ...local },
  { id: 'LOCAL-GLU', measure: 'glucose', unit: 'mmol/L', above: 13.9, ...local },
]; // prettier-ignore
