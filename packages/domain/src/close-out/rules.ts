/** How an entry may end. Refused, deferred, away and unreachable are no ends: they always have an owner and a next date. */
import { z } from 'zod';
import type { EntryState } from '../register/entry-state.ts';
import type { RuleRow } from '../rule.ts';

export const closeCodes = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const;
/** C1 complete · C2 complete elsewhere · C3 contraindicated · C4 deceased · C5 moved · C6 not target · C7 merged */
export const CloseCode = z.enum(closeCodes);
export type CloseCode = z.infer<typeof CloseCode>;

export const evidenceKinds = [
  'doses_complete',
  'outside_record',
  'doctor',
  'certificate',
  'death_source',
  'receiving_area',
  'reason_text',
  'merged_into',
] as const;
export const EvidenceKind = z.enum(evidenceKinds);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

export interface CloseRule extends RuleRow {
  code: CloseCode;
  state: EntryState;
  evidence: readonly EvidenceKind[];
  /** somebody other than the one who asks must agree */
  secondPerson: boolean;
  /** the area the person moved to must accept */
  acceptance: boolean;
}

const since = { scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;
const house = { source: 'house rule', ...since } as const;

export const closeRules: readonly CloseRule[] = [
  { id: 'C1', code: 'C1', state: 'complete', evidence: ['doses_complete'], secondPerson: false, acceptance: false, ...house },
  { id: 'C2', code: 'C2', state: 'complete_elsewhere', evidence: ['outside_record'], secondPerson: true, acceptance: false, ...house },
  { id: 'C3', code: 'C3', state: 'contraindicated', evidence: ['doctor', 'certificate'], secondPerson: true, acceptance: false, source: 'house rule after local practice: certificate of a public hospital of level two or above', ...since },
  { id: 'C4', code: 'C4', state: 'deceased', evidence: ['death_source'], secondPerson: true, acceptance: false, ...house },
  { id: 'C5', code: 'C5', state: 'moved', evidence: ['receiving_area'], secondPerson: false, acceptance: true, ...house },
  { id: 'C6', code: 'C6', state: 'not_target', evidence: ['reason_text'], secondPerson: true, acceptance: false, ...house },
  { id: 'C7', code: 'C7', state: 'merged', evidence: ['merged_into'], secondPerson: true, acceptance: false, ...house },
]; // prettier-ignore
