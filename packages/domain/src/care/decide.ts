/** Keeps what was done for a person, and says what is odd about it. Nothing is refused on medical grounds. */
import { assess } from '../ability/assess.ts';
import { decideClose } from '../close-out/decide.ts';
import type { DoseProduct } from '../dose/command.ts';
import { ok, refused, type Result } from '../error.ts';
import { dayOf } from '../register/day.ts';
import { isClosed, type DoseStatus, type EntryState } from '../register/entry-state.ts';
import { findRule } from '../rule.ts';
import { rulesOf, type ClinicRules } from '../rule-version/clinic-rules.ts';
import { questionSets as shippedSets } from '../screening/questions.ts';
import { screen } from '../screening/screen.ts';
import type { FactFlag } from '../sync/query.ts';
import { isCertified, type Certificate } from './certificate.ts';
import { careIdOf, type CareCommand, type VoidCare } from './command.ts';
import { doseFlags } from './dose-flags.ts';
import { listOfKind, type CareEvent, type CareFacts } from './event.ts';
import { careRules } from './rules.ts';
import { refuseAgreement, refuseAnswer } from './second-word.ts';

export interface CareFact {
  id: string;
  personId: string;
  campaignId: string | null;
  occurredAt: string;
  facts: CareFacts;
  /** words and answers, to be sealed; null where there are none */
  words: Record<string, unknown> | null;
}

export interface CareSituation {
  occurredAt: string;
  /** who says so */
  userId: string;
  entryState: EntryState | null;
  doseStatus: DoseStatus;
  birthDate: string | null;
  /** not voided */
  doses: readonly { id: string; product: DoseProduct; givenOn: string }[];
  /** not voided */
  care: readonly CareEvent[];
  /** of the sender and of everybody the command names */
  certificates: readonly Certificate[];
  /** those of the person's place; what comes with the product where nobody published others */
  rules?: ClinicRules;
  /** who says so answers for the whole prefecture of the person */
  isPrefecture?: boolean;
}

type Taken = { facts: CareFacts; words: Record<string, unknown> | null; flags: FactFlag[] };
type Of<Type extends CareCommand['type']> = Extract<CareCommand, { type: Type }>;

/** What was known when it happened, whatever has arrived since. */
const earlierOf = ({ care, occurredAt }: CareSituation): CareEvent[] =>
  care.filter((event) => Date.parse(event.occurredAt) <= Date.parse(occurredAt));

const takeAssessment = (command: Of<'assessment.record'>, { forms }: ClinicRules, day: string): Taken => {
  const { formId, formVersion, items, findings, homebound } = command;
  const form = forms.find(({ id, version }) => id === formId && version === formVersion);
  const result = form && assess(form, { items, findings, homebound }, day);
  const flags: FactFlag[] = [];
  if (result === undefined) flags.push({ code: 'form_unknown' });
  else if (!result.ok) flags.push({ code: 'answers_incomplete' });
  const scored =
    result?.ok === true
      ? { total: result.total, class: result.class, route: result.route }
      : { total: null, class: null, route: null };
  return {
    facts: { kind: 'assessment.record', formId, formVersion, homebound, ...scored },
    words: { items, findings },
    flags,
  };
};

const takeScreening = (
  command: Of<'screening.record'>,
  { table, thresholds, questionSets }: ClinicRules,
  day: string,
): Taken => {
  const { setId, answers, measures, recheckOn } = command;
  const set = [...questionSets, ...shippedSets].find(({ id }) => id === setId);
  const words = { answers, measures };
  const kind = 'screening.record';
  if (set === undefined) {
    // what the questions were is not known here, so nobody is eligible by them
    const nothing = { reasons: [], isLocal: false, consult: [], ruleIds: [] };
    const facts = { kind, setId, result: 'DEFER', deferredUntil: recheckOn ?? day, ...nothing } as const;
    return { facts, words, flags: [{ code: 'form_unknown' }] };
  }
  const { consult, unanswered, ...found } = screen({ answers, measures, recheckOn, day }, set, table, thresholds);
  const { result, reasons, isLocal, deferredUntil, ruleIds } = found;
  const flags: FactFlag[] = unanswered.length === 0 ? [] : [{ code: 'answers_incomplete' }];
  if (consult !== null) flags.push({ code: 'consult_needed', withinHours: consult.withinHours });
  const facts = { kind, setId, result, reasons, isLocal, deferredUntil, consult: consult?.questions ?? [], ruleIds };
  return { facts: { ...facts, kind: 'screening.record' }, words, flags };
};

const takeApproval = (command: Of<'homeVisit.approve'>, situation: CareSituation, day: string): Taken => {
  const { requestId, approved, why } = command;
  const before = earlierOf(situation);
  const flags: FactFlag[] = [];
  if (!isCertified(situation.certificates, situation.userId, 'doctor', day))
    flags.push({ code: 'certificate_invalid' });
  if (!listOfKind(before, 'homeVisit.request').some(({ id }) => id === requestId))
    flags.push({ code: 'request_unknown' });
  if (approved && listOfKind(before, 'assessment.record').length === 0) flags.push({ code: 'no_assessment' });
  return { facts: { kind: 'homeVisit.approve', requestId, approved }, words: wordsOf({ why }), flags };
};

const takeObservation = (command: Of<'observation.end'>, day: string): Taken => {
  const { doseId, startedAt, endedAt, leftEarlyWhy, reaction } = command;
  const minutes = Math.max(0, Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000));
  const flags: FactFlag[] = [];
  if (minutes < (findRule(careRules, day)?.watchMinutes ?? 0)) flags.push({ code: 'watch_too_short', minutes });
  if (reaction !== 'none') flags.push({ code: 'reaction_seen' });
  const facts = { doseId, startedAt, endedAt, leftEarly: leftEarlyWhy !== null, reaction };
  return { facts: { kind: 'observation.end', ...facts }, words: wordsOf({ leftEarlyWhy: leftEarlyWhy ?? '' }), flags };
};

const takeClose = (command: Of<'close.request'>, situation: CareSituation, day: string): Taken => {
  const { code, evidence, text } = command;
  const dosesComplete = situation.doseStatus === 'complete';
  const state = { day, isClosed: false, dosesComplete, agreedBy: null, accepted: false };
  const verdict = decideClose({ code, evidence, askedBy: situation.userId }, state);
  const flags: FactFlag[] = verdict.ok === false ? [{ code: 'evidence_missing' }] : [];
  return { facts: { kind: 'close.request', code, evidence: [...new Set(evidence)] }, words: wordsOf({ text }), flags };
};

const wordsOf = (words: Record<string, string>): Record<string, string> | null =>
  Object.values(words).some((text) => text !== '') ? words : null;

const take = (command: CareCommand, situation: CareSituation): Taken => {
  const day = dayOf(situation.occurredAt);
  switch (command.type) {
    case 'homeVisit.request':
      return {
        facts: { kind: command.type, askedBy: command.askedBy },
        words: wordsOf({ why: command.why }),
        flags: [],
      };
    case 'assessment.record':
      return takeAssessment(command, rulesOf(situation), day);
    case 'screening.record':
      return takeScreening(command, rulesOf(situation), day);
    case 'homeVisit.approve':
      return takeApproval(command, situation, day);
    case 'consent.record': {
      const { decision, by, carerRelation, readAloud, signature, strokes } = command;
      const isUnsigned = decision === 'given' && signature === null;
      const flags: FactFlag[] = isUnsigned ? [{ code: 'signature_missing' }] : [];
      if (by === 'carer' && carerRelation === null) flags.push({ code: 'answers_incomplete' });
      const facts = { kind: command.type, decision, by, carerRelation, readAloud, signature };
      return { facts, words: wordsOf({ strokes: strokes ?? '' }), flags };
    }
    case 'dose.record': {
      const { type, doseId: _id, personId: _person, ...given } = command;
      const flags = doseFlags(command, { ...situation, care: earlierOf(situation) });
      return { facts: { kind: type, ...given, team: [...new Set(given.team)] }, words: null, flags };
    }
    case 'observation.end':
      return takeObservation(command, day);
    case 'followUp.record': {
      const { doseId, slot, result, nextTryOn, note } = command;
      const flags: FactFlag[] = result === 'reaction' ? [{ code: 'reaction_seen' }] : [];
      if (result === 'not_reached' && nextTryOn === null) flags.push({ code: 'next_date_missing' });
      return { facts: { kind: command.type, doseId, slot, result, nextTryOn }, words: wordsOf({ note }), flags };
    }
    case 'aefi.report': {
      const { type, aefiId: _id, personId: _person, maker, course, diagnosis, ...card } = command;
      const words = wordsOf({ maker, course, diagnosis });
      return { facts: { kind: type, ...card }, words, flags: [{ code: 'reaction_seen' }] };
    }
    case 'close.request':
      return takeClose(command, situation, day);
    case 'close.agree': {
      const { closeId, agreed, why } = command;
      const accepts = agreed && situation.isPrefecture === true;
      return {
        facts: { kind: command.type, closeId, agreed, ...(accepts && { accepts }) },
        words: wordsOf({ why }),
        flags: [],
      };
    }
    case 'consult.answer': {
      const { screeningId, result, why } = command;
      const until = result === 'DEFER' ? command.until : null;
      return { facts: { kind: command.type, screeningId, result, until }, words: wordsOf({ why }), flags: [] };
    }
  }
};

export const decideCare = (
  command: CareCommand,
  situation: CareSituation,
): Result<{ fact: CareFact; flags: FactFlag[] }> => {
  if (command.type === 'close.agree') {
    const allowed = refuseAgreement(command, situation);
    if (!allowed.ok) return allowed;
  }
  if (command.type === 'consult.answer') {
    const allowed = refuseAnswer(command, situation);
    if (!allowed.ok) return allowed;
  }
  const { facts, words, flags } = take(command, situation);
  const { entryState, doses, occurredAt } = situation;
  const isLate = entryState !== null && isClosed(entryState) && entryState !== 'complete';
  const needsDose = 'doseId' in facts && !doses.some(({ id }) => id === facts.doseId);
  const more: FactFlag[] = [
    ...(isLate && facts.kind === 'dose.record' ? [{ code: 'person_closed' } as const] : []),
    ...(needsDose ? [{ code: 'dose_unknown' } as const] : []),
  ];
  const campaignId = 'campaignId' in command ? command.campaignId : null;
  const fact = { id: careIdOf(command), personId: command.personId, campaignId, occurredAt, facts, words };
  return ok({ fact, flags: [...flags, ...more] });
};

export interface CareVoidFact {
  eventId: string;
  personId: string;
  alreadyVoided: boolean;
}

export const decideCareVoid = (
  command: VoidCare,
  care: readonly CareEvent[],
): Result<{ fact: CareVoidFact; flags: FactFlag[] }> => {
  const event = care.find(({ id }) => id === command.eventId);
  // a dose is put right by its own command
  if (event === undefined || event.facts.kind === 'dose.record') return refused({ code: 'not_found' });
  const { personId } = command;
  return ok({ fact: { eventId: event.id, personId, alreadyVoided: event.voided }, flags: [] });
};
