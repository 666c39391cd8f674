/** One doubt and what to say to it. */
import type { RuleRow } from '../rule.ts';
import type { VisitReason } from '../visit/codes.ts';

/** null: nobody sure of the language has signed it; it is shown in Chinese until then. */
export interface Wording {
  zh: string;
  ko: string | null;
  bo: string | null;
}

export interface DoubtAnswer extends RuleRow {
  reason: VisitReason;
  /** an open question */
  ask: Wording;
  /** what is right in what the elder said */
  affirm: Wording;
  fact: Wording;
  /** medical facts stay Chinese until a native reviewer has signed them */
  medical: boolean;
  /** published: a guideline says so; example: to be signed by the expert panel of the place before it is used */
  basis: 'published' | 'example';
}
