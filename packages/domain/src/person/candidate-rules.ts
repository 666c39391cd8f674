/** What agreement of two people's details is worth when an elder found at the door is compared with the register. */
import type { RuleRow } from '../rule.ts';

export const evidenceCodes = ['id', 'name', 'name_sound', 'birth_date', 'birth_year', 'phone', 'village'] as const;
export type EvidenceCode = (typeof evidenceCodes)[number];

export interface CandidateRules extends RuleRow {
  points: Record<EvidenceCode, number>;
  /** two valid but different identity numbers, or two different sexes, speak against one person */
  idDiffers: number;
  sexDiffers: number;
  /** fewer points are not worth a supervisor's time */
  showFrom: number;
  /** from here on the fact is flagged as a possible duplicate */
  flagFrom: number;
  atMost: number;
}

export const candidateRules: readonly CandidateRules[] = [
  {
    id: 'CAND-1',
    points: { id: 20, name: 7, name_sound: 4, birth_date: 7, birth_year: 3, phone: 4, village: 2 },
    idDiffers: -8,
    sexDiffers: -5,
    showFrom: 7,
    flagFrom: 12,
    atMost: 5,
    source: 'house rule; names and birth dates alone do not identify, because namesakes and year-only dates are common',
    scope: 'CN',
    validFrom: '2021-01-01',
    validTo: null,
  },
];
