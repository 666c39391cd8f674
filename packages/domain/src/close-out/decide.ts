/** Whether an entry may be closed, and what opens it again. */
import { findRule } from '../rule.ts';
import type { EntryState } from '../register/entry-state.ts';
import { closeRules, type CloseCode, type CloseRule, type EvidenceKind } from './rules.ts';

export interface CloseRequest {
  code: CloseCode;
  evidence: readonly EvidenceKind[];
  askedBy: string;
}

export interface CloseSituation {
  day: string;
  isClosed: boolean;
  dosesComplete: boolean;
  /** who agreed; null before anybody did */
  agreedBy: string | null;
  /** whether the receiving area took the person over */
  accepted: boolean;
}

export type CloseRefusal =
  | { code: 'already_closed' }
  | { code: 'no_rule' }
  | { code: 'evidence_missing'; evidence: EvidenceKind[] }
  | { code: 'second_person_is_first' };

export type CloseVerdict =
  | { ok: true; state: EntryState; ruleId: string }
  /** kept, waiting for a second person or for the receiving area */
  | { ok: 'pending'; waitsFor: 'second_person' | 'acceptance'; ruleId: string }
  | { ok: false; error: CloseRefusal };

const stands = (kind: EvidenceKind, request: CloseRequest, situation: CloseSituation): boolean =>
  kind === 'doses_complete' ? situation.dosesComplete : request.evidence.includes(kind);

export const decideClose = (
  request: CloseRequest,
  situation: CloseSituation,
  rules: readonly CloseRule[] = closeRules,
): CloseVerdict => {
  if (situation.isClosed) return { ok: false, error: { code: 'already_closed' } };
  const rule = findRule(
    rules.filter(({ code }) => code === request.code),
    situation.day,
  );
  if (rule === undefined) return { ok: false, error: { code: 'no_rule' } };
  const missing = rule.evidence.filter((kind) => !stands(kind, request, situation));
  if (missing.length > 0) return { ok: false, error: { code: 'evidence_missing', evidence: missing } };
  if (rule.secondPerson) {
    if (situation.agreedBy === request.askedBy) return { ok: false, error: { code: 'second_person_is_first' } };
    if (situation.agreedBy === null) return { ok: 'pending', waitsFor: 'second_person', ruleId: rule.id };
  }
  if (rule.acceptance && !situation.accepted) return { ok: 'pending', waitsFor: 'acceptance', ruleId: rule.id };
  return { ok: true, state: rule.state, ruleId: rule.id };
};

/** What somebody saw or a file said after the entry was closed. */
export type LaterFact =
  'met_alive' | 'dose_voided' | 'certificate_withdrawn' | 'came_back' | 'split' | 'birth_date_corrected';

const opens: Readonly<Record<CloseCode, readonly LaterFact[]>> = {
  C1: ['dose_voided'],
  C2: ['dose_voided'],
  C3: ['certificate_withdrawn'],
  C4: ['met_alive'],
  C5: ['came_back', 'met_alive'],
  C6: ['birth_date_corrected'],
  C7: ['split'],
};

export const isOpenedBy = (code: CloseCode, fact: LaterFact): boolean => opens[code].includes(fact);
