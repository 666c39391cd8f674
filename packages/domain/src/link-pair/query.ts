/** Review of doubtful pairs: what people are shown, what they answer, and what was answered before. */
import { z } from 'zod';
import { PageRequest } from '../page.ts';
import type { Sex } from '../person/command.ts';
import { revealPurposes, SourceKind } from '../register/query.ts';
import type { EntryState } from '../register/entry-state.ts';

export const pairStates = ['pending', 'same', 'different', 'skipped', 'asked'] as const;
export const PairState = z.enum(pairStates);
export type PairState = z.infer<typeof PairState>;

/** `asked`: whoever visits next asks at the door; `reopened`: taken back, to be decided again. */
export const pairAnswers = ['same', 'different', 'skipped', 'asked', 'reopened'] as const;
export const PairAnswer = z.enum(pairAnswers);
export type PairAnswer = z.infer<typeof PairAnswer>;

const County = z.string().regex(/^\d{6}$/);

export const PairFilter = z.strictObject({
  /** a county one of the sides lives in; 'cross': two different ones */
  place: z.union([County, z.literal('cross')]).nullable(),
  /** an office one of the rows comes from */
  kind: SourceKind.nullable(),
});
export type PairFilter = z.infer<typeof PairFilter>;

/** One row of an office about a side. Numbers are masked. */
export interface PairSourceRow {
  sourceId: string;
  kind: SourceKind;
  fileName: string;
  rowNo: number;
  importedAt: string;
  name: string;
  sex: Sex;
  birthDate: string | null;
  idMasked: string | null;
  phoneMasked: string | null;
  areaPath: string[];
}

export interface PairSide {
  county: string | null;
  countyName: string | null;
  /** of the register, once an import with the row was approved */
  person: { county: string; personId: string; entryState: EntryState | null; visits: number } | null;
  /** the row in question first, then all others the register has for the same person */
  rows: PairSourceRow[];
}

export interface PairEvidence {
  field: string;
  level: string;
  /** in bits: one more doubles how much likelier "same" is; below 0 it speaks against */
  weight: number;
  /** how many people of the prefecture's register have the same name or phone; null where it says nothing */
  shared: number | null;
}

export interface PairDecision {
  id: string;
  pairId: string;
  answer: PairAnswer;
  by: string;
  isMine: boolean;
  at: string;
  names: [string, string];
  /** a later answer took its place */
  superseded: boolean;
}

export const pairConflicts = ['two_numbers', 'two_registered'] as const;
export type PairConflict = (typeof pairConflicts)[number];

export interface TransferChoice {
  /** the counties of the two people, the one with the latest word on the residence first */
  counties: { county: string; name: string; kind: SourceKind; importedAt: string }[];
}

export interface PairRow {
  id: string;
  state: PairState;
  probability: number;
  evidence: PairEvidence[];
  left: PairSide;
  right: PairSide;
  /** 0-based places at which the full numbers differ, also below the mask */
  differsAt: { idNumber: number[]; phone: number[] };
  /** why the engine may not decide alone: two checked ID numbers, or two rows of the household register */
  conflicts: PairConflict[];
  /** the answer in force, or null while nobody has answered */
  decision: PairDecision | null;
  /** what a worker was told at the door */
  told: { answer: 'same' | 'different'; by: string; at: string } | null;
  /** the people live in two counties */
  transfer: TransferChoice | null;
}

export const TakePairs = z.strictObject({
  filter: PairFilter,
  size: z.int().min(1).max(20),
  /** pairs the screen has in hand already */
  except: z.array(z.uuid()).max(200),
});
export type TakePairs = z.infer<typeof TakePairs>;

export interface PairsTaken {
  /** nobody else is shown these for some minutes; the most valuable first */
  rows: PairRow[];
  left: number;
  /** pairs other people are looking at now */
  withOthers: number;
  /** decided by the asker in the last 60 minutes */
  doneThisHour: number;
}

export const ListPairs = z.strictObject({ state: PairState, filter: PairFilter, page: PageRequest });
export const ListDecisions = z.strictObject({ page: PageRequest });

export const DecidePair = z.strictObject({
  pairId: z.uuid(),
  answer: PairAnswer,
  /** the decision in force when the screen showed the pair */
  seen: z.uuid().nullable(),
  /** earlier decisions that the asker declares wrong, so that this one may stand */
  withdraw: z.array(z.uuid()).max(20),
  /** where a person of two counties stays; null: where the latest word on the residence says */
  keepCounty: County.nullable(),
});
export type DecidePair = z.infer<typeof DecidePair>;

export type DecideReply =
  | { state: 'decided'; decisionId: string }
  /** somebody answered meanwhile, and the same; nothing was written */
  | { state: 'overtaken'; by: PairDecision }
  /** earlier answers do not go together with this one; nothing was written until somebody says which is wrong */
  | { state: 'contradicts'; decisions: PairDecision[] };

export const RevealPair = z.strictObject({
  pairId: z.uuid(),
  field: z.enum(['idNumber', 'phone']),
  purpose: z.enum(revealPurposes),
});
export type RevealPair = z.infer<typeof RevealPair>;

export const transferStates = ['proposed', 'done', 'withdrawn'] as const;
export const TransferState = z.enum(transferStates);
export interface TransferRow {
  id: string;
  state: z.infer<typeof TransferState>;
  name: string;
  birthDate: string | null;
  from: { county: string; countyName: string; personId: string };
  into: { county: string; countyName: string; personId: string };
  proposedBy: string;
  proposedAt: string;
  settledBy: string | null;
  settledAt: string | null;
  /** what was carried over */
  sources: number;
  doses: number;
}
export const ListTransfers = z.strictObject({ state: TransferState, page: PageRequest });
export const SettleTransfer = z.strictObject({
  transferId: z.uuid(),
  /** carry out, keep the person in the other county instead, give up, or take back what was carried out */
  act: z.enum(['carry_out', 'swap', 'withdraw', 'take_back']),
});
export type SettleTransfer = z.infer<typeof SettleTransfer>;
