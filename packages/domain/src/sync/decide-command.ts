/** Facts of a command from the store, and its rule: the one dispatch over all commands. */
import { countyOf, type AreaCode } from '../area/area-code.ts';
import { careIdOf, isCareCommand, type CareCommand } from '../care/command.ts';
import { decideCare, decideCareVoid } from '../care/decide.ts';
import type { Command } from '../command.ts';
import { decideDoseCorrection } from '../dose/decide.ts';
import type { CorrectContact } from '../person/command.ts';
import { decideContact } from '../person/decide-contact.ts';
import { decideLandmark, decidePhoneReveal, decideProposedPerson } from '../person/decide.ts';
import { can, hasPermission, type Actor, type DutyPeriod } from '../policy.ts';
import { rulesFor } from '../rule-version/clinic-rules.ts';
import { decideVisit, decideVoid } from '../visit/decide.ts';
import { decideReschedule } from '../visit/reschedule.ts';
import { visitRules, type VisitRules } from '../visit/next-step-rules.ts';
import type { FactFlag, Outcome } from './query.ts';
import type { DecidedFact, PersonFacts, SyncTx } from './store.ts';

export interface Attribution {
  actor: Actor;
  /** corrected for a wrong clock of the tablet */
  occurredAt: string;
  now: string;
  county: string;
  rules?: VisitRules;
  /** a supervisor of the place answers for it: who may say so is settled */
  vouched?: true;
}

/** What becomes of a command; only `fact` changes anything. */
export type Decision =
  | { areaCode: AreaCode | null; decided: DecidedFact; flags: FactFlag[] }
  | { areaCode: AreaCode | null; outcome: Outcome };

const mergesFollowed = 20;

/** The person, or whoever that person was merged into. */
const findLivingPerson = async (
  tx: SyncTx,
  personId: string,
  campaignId: string | null,
  at: string,
): Promise<PersonFacts | null> => {
  let person = await tx.findPerson(personId, campaignId, at);
  for (let hop = 0; person?.state === 'merged' && person.mergedInto !== null && hop < mergesFollowed; hop += 1) {
    person = await tx.findPerson(person.mergedInto, campaignId, at);
  }
  return person;
};

type KnownPersonCommand = Exclude<Command, { type: 'person.propose' | 'contact.correct' } | CareCommand>;

const decideForPerson = (command: KnownPersonCommand, person: PersonFacts, by: Attribution): Decision => {
  const { occurredAt, now, rules = visitRules } = by;
  const { personId, areaCode } = person;
  const { type } = command;
  switch (type) {
    case 'visit.record': {
      if (person.visits.some((visit) => visit.id === command.visitId)) {
        return { areaCode, outcome: { state: 'conflict', current: { visitId: command.visitId } } };
      }
      const history = person.visits.filter((visit) => !visit.voided);
      const situation = { occurredAt, now, entryState: person.entryState, history };
      const { fact, flags } = decideVisit({ ...command, personId }, situation, rules);
      return { areaCode, decided: { type, fact }, flags };
    }
    case 'visit.void': {
      const visit = person.visits.find(({ id }) => id === command.visitId) ?? null;
      const result = decideVoid({ ...command, personId }, { visit });
      if (!result.ok) return { areaCode, outcome: { state: 'refused', error: result.error } };
      return { areaCode, decided: { type, fact: result.value.fact }, flags: result.value.flags };
    }
    case 'visit.reschedule': {
      const history = person.visits.filter((visit) => !visit.voided);
      const situation = { occurredAt, entryState: person.entryState, history };
      const result = decideReschedule({ ...command, personId }, situation, rules);
      if (!result.ok) return { areaCode, outcome: { state: 'refused', error: result.error } };
      return { areaCode, decided: { type, fact: result.value }, flags: [] };
    }
    case 'landmark.note': {
      const { fact, flags } = decideLandmark({ ...command, personId }, { occurredAt, now });
      return { areaCode, decided: { type, fact }, flags };
    }
    case 'phone.reveal': {
      const { fact, flags } = decidePhoneReveal({ ...command, personId }, { occurredAt, now });
      return { areaCode, decided: { type, fact }, flags };
    }
    case 'care.void': {
      const result = decideCareVoid({ ...command, personId }, person.care);
      if (!result.ok) return { areaCode, outcome: { state: 'refused', error: result.error } };
      return { areaCode, decided: { type, fact: result.value.fact }, flags: result.value.flags };
    }
    case 'dose.correct': {
      const result = decideDoseCorrection({ ...command, personId }, { now, doses: person.doses });
      if (!result.ok) return { areaCode, outcome: { state: 'refused', error: result.error } };
      return { areaCode, decided: { type, fact: result.value.fact }, flags: result.value.flags };
    }
  }
};

const isPresent = (duty: DutyPeriod, at: string): boolean => duty.from <= at && (duty.to === undefined || at < duty.to);

/** Everybody whose certificates say something about the command. */
const certifiedOf = (command: CareCommand, { userId }: Actor): string[] =>
  command.type === 'dose.record' ? [...new Set([userId, ...command.team])] : [userId];

const decideForCare = async (
  tx: SyncTx,
  command: CareCommand,
  person: PersonFacts,
  { actor, occurredAt }: Attribution,
): Promise<Decision> => {
  const { personId, areaCode, entryState, doseStatus, birthDate } = person;
  const id = careIdOf(command);
  const isKnown = person.care.some((event) => event.id === id) || person.doses.some((dose) => dose.id === id);
  if (isKnown) return { areaCode, outcome: { state: 'conflict', current: { id } } };
  const doses = person.doses.filter((dose) => !dose.voided);
  const care = person.care.filter((event) => !event.voided);
  const certificates = await tx.listCertificates(certifiedOf(command, actor));
  const standing = { entryState, doseStatus, birthDate, doses, care };
  const rules = rulesFor((await tx.listRules?.()) ?? [], areaCode);
  const isPrefecture = actor.duties.some(
    (duty) => duty.areaCode.length <= 4 && areaCode.startsWith(duty.areaCode) && isPresent(duty, occurredAt),
  );
  const situation = { occurredAt, userId: actor.userId, certificates, rules, isPrefecture, ...standing };
  const result = decideCare({ ...command, personId }, situation);
  if (!result.ok) return { areaCode, outcome: { state: 'refused', error: result.error } };
  return { areaCode, decided: { type: command.type, fact: result.value.fact }, flags: result.value.flags };
};

const decideForContact = async (tx: SyncTx, command: CorrectContact, person: PersonFacts): Promise<Decision> => {
  const { personId, areaCode } = person;
  const result = decideContact({ ...command, personId }, await tx.findContact(personId));
  if (!result.ok) return { areaCode, outcome: { state: 'refused', error: result.error } };
  const { field } = command.change;
  // the values stay out of the answer: the list tells the tablet what stands, sealed like everything else
  if (result.value === null) return { areaCode, outcome: { state: 'conflict', current: { field } } };
  return { areaCode, decided: { type: command.type, fact: result.value.fact }, flags: [] };
};

/** Where the door was at that moment: a move since does not make a visit wrong. */
const placeAt = ({ areaCode, pastPlaces }: PersonFacts, at: string): AreaCode => {
  const instant = Date.parse(at);
  const since = pastPlaces.filter(({ until }) => instant < Date.parse(until));
  return since.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until))[0]?.areaCode ?? areaCode;
};

const quarantined = (
  areaCode: AreaCode | null,
  reason: 'outside_duty' | 'unknown_person' | 'wrong_role',
): Decision => ({
  areaCode,
  outcome: { state: 'quarantined', reason },
});

export const decideCommand = async (tx: SyncTx, command: Command, by: Attribution): Promise<Decision> => {
  const { actor, occurredAt, now, county } = by;
  const vouched = by.vouched === true;
  if (command.type === 'person.propose') {
    const { areaCode } = command;
    const inCounty = areaCode.length >= 12 && countyOf(areaCode) === county;
    if (!inCounty) return quarantined(null, 'outside_duty');
    if (!vouched && !can(actor, command.type, { areaCode, at: occurredAt }))
      return quarantined(areaCode, 'outside_duty');
    if ((await tx.findPerson(command.personId, command.campaignId, occurredAt)) !== null) {
      return { areaCode, outcome: { state: 'conflict', current: { personId: command.personId } } };
    }
    const { fact, flags } = decideProposedPerson(command, { occurredAt, now, ...(await tx.listCandidates(command)) });
    return { areaCode, decided: { type: command.type, fact }, flags };
  }
  const campaignId = 'campaignId' in command ? command.campaignId : null;
  const person = await findLivingPerson(tx, command.personId, campaignId, occurredAt);
  if (person === null) return quarantined(null, 'unknown_person');
  const target = { areaCode: person.areaCode, at: occurredAt, ownerIds: person.ownerIds };
  if (!vouched && !hasPermission(actor, command.type)) return quarantined(person.areaCode, 'wrong_role');
  const before = { ...target, areaCode: placeAt(person, occurredAt) };
  const isTheirs = vouched || can(actor, command.type, target) || can(actor, command.type, before);
  if (!isTheirs) return quarantined(person.areaCode, 'outside_duty');
  if (isCareCommand(command)) return decideForCare(tx, command, person, by);
  if (command.type === 'contact.correct') return decideForContact(tx, command, person);
  return decideForPerson(command, person, by);
};
