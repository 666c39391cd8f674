/** What a dose that was given broke: interval, product, expiry, screening, consent, assessment, certificate, team, checks. */
import { nearDuplicatesOf } from '../dose/decide.ts';
import { forecast } from '../forecast/forecast.ts';
import { dayOf, daysBetween } from '../register/day.ts';
import { findRule, isInForce } from '../rule.ts';
import { rulesOf } from '../rule-version/clinic-rules.ts';
import type { FactFlag } from '../sync/query.ts';
import { isCertified } from './certificate.ts';
import type { CareCommand } from './command.ts';
import type { CareSituation } from './decide.ts';
import { inCareOrder, listOfKind, type CareEvent, type CareEventOf, type CareKind } from './event.ts';
import { careRules, checkSteps, type CareRule } from './rules.ts';

type RecordDose = Extract<CareCommand, { type: 'dose.record' }>;

/** The one the dose names, or the latest there is. */
const chosen = <Kind extends CareKind>(
  care: readonly CareEvent[],
  kind: Kind,
  id: string | null,
): CareEventOf<Kind> | undefined => {
  const all = listOfKind(care, kind).toSorted(inCareOrder);
  return all.find((event) => event.id === id) ?? all.at(-1);
};

const scheduleFlags = (command: RecordDose, situation: CareSituation, day: string): FactFlag[] => {
  const { doses, birthDate } = situation;
  const before = doses.filter(({ id, givenOn }) => id !== command.doseId && givenOn <= day);
  const duplicates = nearDuplicatesOf({ product: command.product, givenOn: day }, before, day);
  if (duplicates.length > 0) return duplicates.map((doseId) => ({ code: 'near_duplicate_dose', doseId }));
  const given = before.map(({ product, givenOn }) => ({ product, date: givenOn }));
  const rules = { table: rulesOf(situation).table, rulesAsOf: day };
  const rest = { infections: [], otherVaccines: [], conditions: [] };
  const { next } = forecast({ doses: given, ...rest }, { birthDate }, rules, day);
  if (next === null) return [{ code: 'dose_extra' }];
  const flags: FactFlag[] = day < next.earliest ? [{ code: 'dose_too_early', earliest: next.earliest }] : [];
  if (!next.products.includes(command.product)) {
    // a product that is allowed but not the best still counts
    const counted = forecast({ doses: [...given, { product: command.product, date: day }], ...rest }, { birthDate }, rules, day); // prettier-ignore
    const verdict = counted.doses.findLast((dose) => dose.product === command.product && dose.date === day)?.verdict;
    if (verdict !== 'VALID') flags.push({ code: 'product_not_allowed' });
  }
  return flags;
};

const screeningFlags = (command: RecordDose, { care }: CareSituation, day: string, rule: CareRule): FactFlag[] => {
  const screening = chosen(care, 'screening.record', command.screeningId);
  if (screening === undefined || daysBetween(dayOf(screening.occurredAt), day) > rule.screeningDays)
    return [{ code: 'not_screened' }];
  // the expert panel's word stands in the place of a doubtful answer
  const answer = listOfKind(care, 'consult.answer').find(({ facts }) => facts.screeningId === screening.id);
  const result = answer?.facts.result ?? screening.facts.result;
  const deferredUntil = answer === undefined ? screening.facts.deferredUntil : answer.facts.until;
  if (result === 'CONTRAINDICATED') return [{ code: 'contraindicated' }];
  return result === 'DEFER' ? [{ code: 'deferred', until: deferredUntil }] : [];
};

const consentFlags = (command: RecordDose, { care }: CareSituation): FactFlag[] => {
  const consent = chosen(care, 'consent.record', command.consentId);
  if (consent === undefined) return [{ code: 'no_consent' }];
  return consent.facts.decision === 'refused' ? [{ code: 'consent_refused' }] : [];
};

/** At home: an assessment of late, a doctor's yes, and a team with a doctor in it. */
const homeFlags = (command: RecordDose, situation: CareSituation, day: string, rule: CareRule): FactFlag[] => {
  const { care, certificates, userId } = situation;
  if (command.place !== 'home') return [];
  const flags: FactFlag[] = [];
  const assessment = chosen(care, 'assessment.record', null);
  if (assessment === undefined) flags.push({ code: 'no_assessment' });
  else if (daysBetween(dayOf(assessment.occurredAt), day) > rule.assessmentDays) flags.push({ code: 'assessment_old' });
  if (chosen(care, 'homeVisit.approve', null)?.facts.approved !== true) flags.push({ code: 'not_approved' });
  const team = new Set([...command.team, userId]);
  const hasDoctor = [...team].some((member) => isCertified(certificates, member, 'doctor', day));
  if (team.size < rule.teamSize || !hasDoctor) flags.push({ code: 'team_incomplete' });
  return flags;
};

/** @param situation what was known at that moment */
export const doseFlags = (command: RecordDose, situation: CareSituation): FactFlag[] => {
  const day = dayOf(situation.occurredAt);
  const rule = findRule(careRules, day);
  if (rule === undefined) throw new Error('no rule of care');
  const flags: FactFlag[] = [...scheduleFlags(command, situation, day)];
  if (command.expiry !== null && command.expiry < day) flags.push({ code: 'expired_vaccine' });
  flags.push(...screeningFlags(command, situation, day, rule), ...consentFlags(command, situation));
  flags.push(...homeFlags(command, situation, day, rule));
  if (!isCertified(situation.certificates, situation.userId, 'vaccinator', day))
    flags.push({ code: 'certificate_invalid' });
  const steps = checkSteps.filter((step) => isInForce(step, day));
  if (command.expiry === null || steps.some(({ id }) => command.checks[id] !== true))
    flags.push({ code: 'checks_incomplete' });
  return flags;
};
