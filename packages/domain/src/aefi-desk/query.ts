/** Suspected reactions as the office works on them: each case with its clocks, and what was done when. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import type { AefiDue } from '../aefi/deadlines.ts';
import { AefiClass, type AefiSeverity } from '../aefi/rules.ts';
import type { DoseProduct } from '../dose/command.ts';
import { PageRequest } from '../page.ts';

export const deskSteps = [
  'urgent_report',
  'card',
  'investigation',
  'form',
  'classified',
  'closed',
  'reopened',
] as const;
export const DeskStep = z.enum(deskSteps);
export type DeskStep = z.infer<typeof DeskStep>;

export const ListAefi = z.strictObject({
  areaCode: AreaCode.nullable(),
  /** 'late': open, with a clock that ran out */
  state: z.enum(['open', 'late', 'closed']),
  page: PageRequest,
});
export type ListAefi = z.infer<typeof ListAefi>;

const Case = { county: z.string().regex(/^\d{6}$/), aefiId: z.uuid() };

export const RecordAefiStep = z.strictObject({
  ...Case,
  step: DeskStep,
  /** when it was done, which may be before it is entered */
  doneAt: z.iso.datetime(),
  class: AefiClass.nullable(),
  note: z.string().trim().max(1000),
});
export type RecordAefiStep = z.infer<typeof RecordAefiStep>;

/** A step was entered by mistake. */
export const TakeBackAefiStep = z.strictObject({ ...Case, stepId: z.uuid(), note: z.string().trim().min(2).max(1000) });
export type TakeBackAefiStep = z.infer<typeof TakeBackAefiStep>;

/** What stands of a case: a step that was taken back is not in it. */
export interface DoneStep {
  id: string;
  step: DeskStep;
  doneAt: string;
  class: AefiClass | null;
}

export interface AefiStepLine extends DoneStep {
  userName: string | null;
  note: string;
  takenBack: boolean;
}

export interface AefiRow {
  county: string;
  aefiId: string;
  personId: string;
  personName: string;
  areaCode: AreaCode;
  areaPath: string[];
  reporterName: string | null;
  foundAt: string;
  onsetAt: string;
  severity: AefiSeverity;
  reactions: string[];
  hospitalised: boolean;
  /** death, severe disability, cluster or major impact: two hours */
  urgent: boolean;
  dose: { product: DoseProduct; givenOn: string; lot: string | null } | null;
  /** whether any reaction began within its window; null where no window names them */
  reportable: boolean | null;
  state: 'open' | 'closed';
  class: AefiClass | null;
  due: AefiDue[];
  /** what may be entered next */
  next: DeskStep[];
  steps: AefiStepLine[];
}

export interface AefiList {
  rows: AefiRow[];
  total: number;
  open: number;
  late: number;
  closed: number;
}
