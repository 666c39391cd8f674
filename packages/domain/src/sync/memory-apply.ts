/** What a decided fact does to the tables of the memory store. */
import type { AreaCode } from '../area/area-code.ts';
import type { CareFact } from '../care/decide.ts';
import { dayOf } from '../register/day.ts';
import type { ProposePerson } from '../person/command.ts';
import type { CandidateRow } from '../person/find-candidates.ts';
import { foldEntry } from '../register/fold-entry.ts';
import type { MemoryCampaign, MemoryEntry, Staging } from './memory-model.ts';
import type { DecidedFact, FactContext } from './store.ts';

const initialsOf = (name: string): string => name.toLowerCase();

export const proposalRows = (
  staging: Staging,
  command: ProposePerson,
): { nameInitials: string; rows: CandidateRow[] } => ({
  nameInitials: initialsOf(command.name),
  rows: staging.persons.list().map(({ personId, name, sex, birthDate, phone, areaCode }) => ({
    personId,
    name,
    nameInitials: initialsOf(name),
    sex,
    birthDate,
    areaCode,
    sameId: null,
    samePhone: phone !== null && phone === command.phone,
  })),
});

export const refold = (staging: Staging, campaign: MemoryCampaign, personId: string): void => {
  const person = staging.persons.get(personId);
  if (person === undefined) return;
  const ofPerson = <Row extends { personId: string }>(row: Row): boolean => row.personId === personId;
  const visits = staging.visits.list().filter(ofPerson);
  const doses = staging.doses.list().filter(ofPerson);
  const care = staging.care.list().filter(ofPerson);
  for (const entry of staging.entries.list().filter(ofPerson)) {
    const fold = foldEntry({ campaign, person, visits, doses, care, decisions: [] });
    staging.entries.put(entry.entryId, { ...entry, rev: entry.rev + 1, fold });
    staging.point({ kind: 'entry', areaCode: entry.areaCode, entryId: entry.entryId, userId: null });
    if (entry.ownerId !== null) {
      staging.point({ kind: 'entry', areaCode: entry.areaCode, entryId: entry.entryId, userId: entry.ownerId });
    }
  }
};

const propose = (
  staging: Staging,
  campaign: MemoryCampaign,
  fact: Extract<DecidedFact, { type: 'person.propose' }>['fact'],
): void => {
  const { personId, proposalId, areaCode, name, sex, birthDate, phone, candidates } = fact;
  const person = { personId, areaCode, name, sex, birthDate, phone, mergedInto: null, deceased: false };
  staging.persons.put(personId, { ...person, state: 'proposed' });
  staging.proposals.put(proposalId, { proposalId, personId, candidates: candidates.map((one) => one.personId) });
  const fold = foldEntry({ campaign, person: { ...person, state: 'proposed' }, visits: [], doses: [], decisions: [] });
  const entry = { entryId: proposalId, county: staging.county, personId, campaignId: campaign.id, areaCode };
  staging.entries.put(proposalId, { ...entry, ownerId: null, ownerBy: null, origin: 'door', serial: 0, rev: 0, fold });
  refold(staging, campaign, personId);
};

const keepCare = (
  staging: Staging,
  campaign: MemoryCampaign,
  { id, personId, occurredAt, facts }: CareFact,
  { userId, flags }: FactContext,
): void => {
  staging.care.put(id, { id, personId, occurredAt, userId, voided: false, facts, flags });
  if (facts.kind === 'dose.record') {
    const { product } = facts;
    const givenOn = dayOf(occurredAt);
    const isKnown = staging.doses.list().some((dose) => dose.personId === personId && !dose.voided && dose.product === product && dose.givenOn === givenOn); // prettier-ignore
    if (!isKnown) staging.doses.put(id, { id, personId, product, givenOn, voided: false });
  }
  refold(staging, campaign, personId);
};

export const applyInMemory = (
  staging: Staging,
  campaign: MemoryCampaign,
  decided: DecidedFact,
  context: FactContext,
): void => {
  const { userId, flags, commandId } = context;
  staging.noteApplied(commandId);
  switch (decided.type) {
    case 'visit.record': {
      const { visitId, personId, occurredAt, outcome, reasons, nextDate, note, byPhone } = decided.fact;
      if (staging.visits.get(visitId) !== undefined) throw new Error('a visit of that id exists');
      const visit = { id: visitId, personId, occurredAt, outcome, reasons, nextDate, note, byPhone, movedAt: null };
      staging.visits.put(visitId, { ...visit, userId, voided: false, flags });
      return refold(staging, campaign, personId);
    }
    case 'visit.void': {
      const { visitId, personId } = decided.fact;
      const visit = staging.visits.get(visitId);
      if (visit !== undefined) staging.visits.put(visitId, { ...visit, voided: true });
      return refold(staging, campaign, personId);
    }
    case 'visit.reschedule': {
      const { visitId, personId, nextDate, occurredAt } = decided.fact;
      const visit = staging.visits.get(visitId);
      if (visit !== undefined && (visit.movedAt === null || visit.movedAt < occurredAt))
        staging.visits.put(visitId, { ...visit, nextDate, movedAt: occurredAt });
      return refold(staging, campaign, personId);
    }
    case 'landmark.note': {
      const { personId, text, occurredAt } = decided.fact;
      const person = staging.persons.get(personId);
      if (person !== undefined && (person.landmark === undefined || person.landmark.at < occurredAt))
        staging.persons.put(personId, { ...person, landmark: { text, at: occurredAt } });
      return refold(staging, campaign, personId);
    }
    case 'contact.correct': {
      const { personId, field, value, isNew } = decided.fact;
      const person = staging.persons.get(personId);
      if (person === undefined || !isNew) return undefined;
      staging.persons.put(personId, { ...person, [field]: value });
      return refold(staging, campaign, personId);
    }
    case 'person.propose':
      return propose(staging, campaign, decided.fact);
    case 'phone.reveal':
      return undefined;
    case 'homeVisit.request':
    case 'assessment.record':
    case 'screening.record':
    case 'homeVisit.approve':
    case 'consent.record':
    case 'dose.record':
    case 'observation.end':
    case 'followUp.record':
    case 'aefi.report':
    case 'close.request':
    case 'close.agree':
    case 'consult.answer':
      return keepCare(staging, campaign, decided.fact, context);
    case 'care.void': {
      const { eventId, personId } = decided.fact;
      const event = staging.care.get(eventId);
      if (event !== undefined) staging.care.put(eventId, { ...event, voided: true });
      return refold(staging, campaign, personId);
    }
    case 'dose.correct': {
      const { voids, personId, right } = decided.fact;
      const wrong = staging.doses.get(voids);
      if (wrong !== undefined) staging.doses.put(voids, { ...wrong, voided: true });
      const given = staging.care.get(voids);
      if (given !== undefined) staging.care.put(voids, { ...given, voided: true });
      if (right !== null) {
        const { doseId, product, givenOn } = right;
        staging.doses.put(doseId, { id: doseId, personId, product, givenOn, voided: false });
      }
      return refold(staging, campaign, personId);
    }
  }
};

/** A new owner or place: pointers for what was left and what was reached, and for both users. */
export const moveInMemory = (
  staging: Staging,
  entry: MemoryEntry,
  to: { ownerId?: string | null; areaCode?: AreaCode },
  at: string,
): void => {
  const { entryId } = entry;
  const ownerId = to.ownerId === undefined ? entry.ownerId : to.ownerId;
  const ownerBy = to.ownerId === undefined ? entry.ownerBy : to.ownerId === null ? null : 'person';
  const areaCode = to.areaCode ?? entry.areaCode;
  staging.entries.put(entryId, { ...entry, ownerId, ownerBy, areaCode, rev: entry.rev + 1 });
  const person = staging.persons.get(entry.personId);
  if (person !== undefined && person.areaCode !== areaCode) {
    const pastPlaces = [...(person.pastPlaces ?? []), { areaCode: person.areaCode, until: at }];
    staging.persons.put(entry.personId, { ...person, areaCode, pastPlaces });
  }
  if (ownerId !== entry.ownerId) {
    for (const owner of staging.owners.list()) {
      if (owner.entryId !== entryId || owner.to !== null) continue;
      staging.owners.put(`${entryId}/${owner.from}`, { ...owner, to: at });
    }
    if (ownerId !== null) staging.owners.put(`${entryId}/${at}`, { entryId, userId: ownerId, from: at, to: null });
  }
  for (const place of new Set([entry.areaCode, areaCode])) {
    staging.point({ kind: 'entry', areaCode: place, entryId, userId: null });
  }
  for (const userId of new Set([entry.ownerId, ownerId])) {
    if (userId !== null) staging.point({ kind: 'entry', areaCode, entryId, userId });
  }
};
