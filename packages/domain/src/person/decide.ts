/** An elder found at the door is kept as proposed, whatever is odd; a supervisor decides who it is. */
import type { FactFlag } from '../sync/query.ts';
import type { AreaCode } from '../area/area-code.ts';
import type { PersonLanguage } from '../account/role.ts';
import { dayOf } from '../register/day.ts';
import { findRule } from '../rule.ts';
import { isInTheFuture } from '../visit/decide.ts';
import { candidateRules } from './candidate-rules.ts';
import type { NoteLandmark, ProposePerson, RevealPhone, Sex } from './command.ts';
import { findCandidates, type Candidate, type CandidateRow } from './find-candidates.ts';
import { parseIdNumber } from './id-number.ts';
import { normalisePhone } from './phone.ts';

export interface ProposedFact {
  proposalId: string;
  personId: string;
  campaignId: string;
  areaCode: AreaCode;
  name: string;
  sex: Sex;
  /** as told, or read from a valid identity number */
  birthDate: string | null;
  /** 18 characters where valid; otherwise what was written down is in `idAsTold` */
  idNumber: string | null;
  idAsTold: string | null;
  phone: string | null;
  /** what was written down where it is not a number we can call */
  phoneAsTold: string | null;
  address: string;
  language: PersonLanguage;
  candidates: Candidate[];
}

export interface ProposalSituation {
  occurredAt: string;
  now: string;
  nameInitials: string;
  /** people of the county who share the number, the phone, the name, its sound or the birth date */
  rows: readonly CandidateRow[];
}

export const decideProposedPerson = (
  command: ProposePerson,
  situation: ProposalSituation,
): { fact: ProposedFact; flags: FactFlag[] } => {
  const id = parseIdNumber(command.idNumber ?? '');
  const phone = normalisePhone(command.phone ?? '');
  const birthDate = command.birthDate ?? (id.ok ? id.birthDate : null);
  const sex = command.sex === 'unknown' && id.ok ? id.sex : command.sex;
  const rules = findRule(candidateRules, dayOf(situation.occurredAt));
  const { name, areaCode } = command;
  const proposed = { name, nameInitials: situation.nameInitials, sex, birthDate, areaCode };
  const candidates = rules === undefined ? [] : findCandidates(proposed, situation.rows, rules);
  const flags: FactFlag[] = [];
  if (isInTheFuture(situation.occurredAt, situation.now)) flags.push({ code: 'in_the_future' });
  if (!id.ok && id.fault !== 'empty') flags.push({ code: 'id_checksum' });
  for (const candidate of candidates) {
    if (rules !== undefined && candidate.points >= rules.flagFrom) {
      flags.push({ code: 'possible_duplicate', personId: candidate.personId });
    }
  }
  const { proposalId, personId, campaignId, address, language } = command;
  const idAsTold = id.ok || command.idNumber === null ? null : command.idNumber;
  const phoneAsTold = phone === null ? command.phone : null;
  const idNumber = id.ok ? id.id18 : null;
  const told = { idNumber, idAsTold, phone, phoneAsTold, address, language };
  return { fact: { proposalId, personId, campaignId, areaCode, name, sex, birthDate, ...told, candidates }, flags };
};

export interface PhoneRevealFact {
  personId: string;
  occurredAt: string;
}

export const decidePhoneReveal = (
  command: RevealPhone,
  situation: { occurredAt: string; now: string },
): { fact: PhoneRevealFact; flags: FactFlag[] } => ({
  fact: { personId: command.personId, occurredAt: situation.occurredAt },
  flags: isInTheFuture(situation.occurredAt, situation.now) ? [{ code: 'in_the_future' }] : [],
});

export interface LandmarkFact {
  personId: string;
  text: string;
  occurredAt: string;
}

/** The newest note holds, whenever it arrives; older ones stay in the sealed commands. */
export const decideLandmark = (
  { personId, text }: NoteLandmark,
  { occurredAt, now }: { occurredAt: string; now: string },
): { fact: LandmarkFact; flags: FactFlag[] } => ({
  fact: { personId, text: text.trim(), occurredAt },
  flags: isInTheFuture(occurredAt, now) ? [{ code: 'in_the_future' }] : [],
});
