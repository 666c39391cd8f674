/** Who in the register might be the elder found at the door: what agrees, ranked. People decide. */
import { contains, parentOf, type AreaCode } from '../area/area-code.ts';
import type { CandidateRules, EvidenceCode } from './candidate-rules.ts';
import type { Sex } from './command.ts';

export interface ProposedPerson {
  name: string;
  /** pinyin initials, or the name's own letters where it is not Chinese */
  nameInitials: string;
  sex: Sex;
  birthDate: string | null;
  areaCode: AreaCode;
}

/** A row of the register. Identity number and phone are compared by their keyed hashes, outside this function. */
export interface CandidateRow extends ProposedPerson {
  personId: string;
  /** null where either side has no valid number */
  sameId: boolean | null;
  samePhone: boolean;
}

export interface Candidate {
  personId: string;
  evidence: EvidenceCode[];
  points: number;
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·•・‧.]/gu, '')
    .toLowerCase();

const villageOf = (code: AreaCode): AreaCode => (code.length === 14 ? (parentOf(code) ?? code) : code);

export const evidenceOf = (proposed: ProposedPerson, row: CandidateRow): EvidenceCode[] => {
  const evidence: EvidenceCode[] = [];
  if (row.sameId === true) evidence.push('id');
  if (plain(proposed.name) === plain(row.name)) evidence.push('name');
  else if (proposed.nameInitials !== '' && proposed.nameInitials === row.nameInitials) evidence.push('name_sound');
  if (proposed.birthDate !== null && row.birthDate !== null) {
    if (proposed.birthDate === row.birthDate) evidence.push('birth_date');
    else if (proposed.birthDate.slice(0, 4) === row.birthDate.slice(0, 4)) evidence.push('birth_year');
  }
  if (row.samePhone) evidence.push('phone');
  if (contains(villageOf(proposed.areaCode), row.areaCode)) evidence.push('village');
  return evidence;
};

const pointsOf = (
  proposed: ProposedPerson,
  row: CandidateRow,
  evidence: EvidenceCode[],
  rules: CandidateRules,
): number => {
  const sexDiffers = proposed.sex !== 'unknown' && row.sex !== 'unknown' && proposed.sex !== row.sex;
  const against = (row.sameId === false ? rules.idDiffers : 0) + (sexDiffers ? rules.sexDiffers : 0);
  return evidence.reduce((total, code) => total + rules.points[code], against);
};

export const findCandidates = (
  proposed: ProposedPerson,
  rows: readonly CandidateRow[],
  rules: CandidateRules,
): Candidate[] =>
  rows
    .map((row) => {
      const evidence = evidenceOf(proposed, row);
      return { personId: row.personId, evidence, points: pointsOf(proposed, row, evidence, rules) };
    })
    .filter((candidate) => candidate.points >= rules.showFrom)
    .toSorted((a, b) => b.points - a.points || (a.personId < b.personId ? -1 : 1))
    .slice(0, rules.atMost);
