/** The state of a register entry as a pure fold of the person's events. Nothing here depends on today. */
import type { TargetRule } from '../campaign/query.ts';
import { inCareOrder, type CareEvent } from '../care/event.ts';
import { afterCare, closedByCare, withDoseCare, type Standing } from '../care/standing.ts';
import type { DoseProduct } from '../dose/command.ts';
import { doseRules, type DoseRules } from '../dose/rules.ts';
import { doseStatusOf, type DoseVerdict } from '../dose/status.ts';
import type { VisitOutcome, VisitReason } from '../visit/codes.ts';
import type { PersonState } from '../person/person-state.ts';
import { findRule } from '../rule.ts';
import { visitRules, type VisitRules } from '../visit/next-step-rules.ts';
import { afterVisit } from '../visit/after-visit.ts';
import { afterCareEvent, afterOutcome, metOutcomes, nothingKnown, type Safety } from '../visit/safety.ts';
import { bandOn, reachesAgeOn } from './age.ts';
import { addDays, dayOf } from './day.ts';
import { isClosed, type DoseStatus, type EntryState, type NextAction } from './entry-state.ts';

export interface FoldedCampaign {
  referenceDate: string;
  opensOn: string;
  /** may be edited while the campaign is open, so the fold does not read it: no edit changes entries nobody touched */
  deadline: string;
  targetRule: TargetRule;
  /** the day whose rules hold, moved on when rules change; absent: the reference date */
  rulesAsOf?: string | null;
}

export interface FoldedPerson {
  state: PersonState;
  birthDate: string | null;
  /** said by a file, not yet verified by anyone */
  deceased: boolean;
  /** said by a list of people who left; null or absent: nobody says so */
  movedOn?: string | null;
  /** the household register had the person and no longer does */
  goneFromRegister?: boolean;
}

export interface FoldedVisit {
  id: string;
  occurredAt: string;
  outcome: VisitOutcome;
  /** the main one first */
  reasons: readonly VisitReason[];
  /** named at the door, or moved to since */
  nextDate: string | null;
  byPhone?: boolean;
  voided: boolean;
}

export interface FoldedDose {
  id: string;
  product: DoseProduct;
  givenOn: string;
  voided: boolean;
}

/** A person's decision to close the entry with evidence, or to open it again (`state: null`). */
export interface FoldedDecision {
  id: string;
  decidedAt: string;
  state: EntryState | null;
}

/** A merged person's visits and doses belong to the person merged into: pass the union. */
export interface EntryEvents {
  campaign: FoldedCampaign;
  person: FoldedPerson;
  visits: readonly FoldedVisit[];
  doses: readonly FoldedDose[];
  decisions: readonly FoldedDecision[];
  /** absent where nothing but visits and doses is known */
  care?: readonly CareEvent[];
}

export interface EntryFold {
  state: EntryState;
  doseStatus: DoseStatus;
  doseCount: number;
  nextAction: NextAction | null;
  nextDate: string | null;
  visitCount: number;
  lastVisitAt: string | null;
  refusalReason: VisitReason | null;
}

export interface EntryRules {
  visits: VisitRules;
  doses: DoseRules;
}

export const entryRules: EntryRules = { visits: visitRules, doses: doseRules };

const later = (a: string, b: string): string => (a > b ? a : b);

const inOrder = (a: { at: number; id: string }, b: { at: number; id: string }): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Due some days after the campaign opened or the person came of age. */
const firstVisitDue = ({ campaign, person }: EntryEvents, rules: VisitRules): string => {
  const { opensOn, referenceDate, targetRule } = campaign;
  const ofAge = person.birthDate === null ? opensOn : reachesAgeOn(person.birthDate, targetRule.minAge);
  const start = later(ofAge, opensOn);
  const band = bandOn(person.birthDate, referenceDate);
  const rule = findRule(
    rules.firstVisits.filter((row) => row.band === band),
    opensOn,
  );
  return addDays(start, rule?.withinDays ?? 0);
};

/** A course that was begun goes on: whoever took a dose after a visit has agreed, whatever was said before. */
const afterDose = (standing: Standing, verdict: DoseVerdict): Standing => {
  if (verdict.nextDoseFrom === null) return standing;
  return standing.state === 'to_visit'
    ? { ...standing, action: 'next_dose', date: later(verdict.nextDoseFrom, standing.date) }
    : { state: 'agreed', action: 'next_dose', date: verdict.nextDoseFrom, reason: null };
};

/** What lists say of somebody is checked at the door before anything is closed; whoever was met since needs no checking. */
const afterLists = (standing: Standing, person: FoldedPerson, visits: readonly FoldedVisit[]): Standing => {
  if (standing.state === 'exemption_claimed') return standing;
  const met = visits.filter((visit) => metOutcomes.has(visit.outcome));
  const { movedOn = null, goneFromRegister = false } = person;
  const hasMoved = movedOn !== null && !met.some((visit) => dayOf(visit.occurredAt) >= movedOn);
  if ((person.deceased && met.length === 0) || hasMoved)
    return { ...standing, state: 'exemption_claimed', action: 'verify', reason: null };
  return goneFromRegister && met.length === 0 && standing.action === 'visit'
    ? { ...standing, action: 'verify' }
    : standing;
};

const openStanding = (
  events: EntryEvents,
  visits: readonly (FoldedVisit & { at: number })[],
  care: readonly CareEvent[],
  verdict: DoseVerdict,
  lastDoseOn: string | undefined,
  rules: VisitRules,
): Standing => {
  let standing: Standing = { state: 'to_visit', action: 'visit', date: firstVisitDue(events, rules), reason: null };
  let safety = nothingKnown;
  const steps = [
    ...visits.map((visit, position) => ({
      at: visit.at,
      id: visit.id,
      occurredAt: visit.occurredAt,
      take: (standing: Standing): Standing => afterVisit(standing, visit, visits.slice(0, position), safety, rules),
      learn: (): Safety => afterOutcome(safety, visit.outcome),
    })),
    ...care.map((event) => ({
      at: Date.parse(event.occurredAt),
      id: event.id,
      occurredAt: event.occurredAt,
      take: (before: Standing): Standing => afterCare(before, event, care),
      learn: (): Safety => afterCareEvent(safety, event),
    })),
  ].toSorted(inOrder);
  const firstAfter = steps.findIndex(({ occurredAt }) => lastDoseOn === undefined || dayOf(occurredAt) > lastDoseOn);
  const split = firstAfter === -1 ? steps.length : firstAfter;
  for (const [position, step] of steps.entries()) {
    if (position === split) standing = afterDose(standing, verdict);
    standing = step.take(standing);
    safety = step.learn();
  }
  if (split === steps.length) standing = afterDose(standing, verdict);
  return withDoseCare(afterLists(standing, events.person, visits), care);
};

/** A birth date that was corrected may show that the campaign never meant this person, and will not before it ends. */
const isTooYoung = ({ campaign, person }: EntryEvents): boolean =>
  person.birthDate !== null && reachesAgeOn(person.birthDate, campaign.targetRule.minAge) > campaign.deadline;

const standsForNobody: ReadonlySet<PersonState> = new Set(['declined', 'gone', 'withdrawn']);

/** A state that ends the entry, or undefined while it is open. */
const closedState = (
  events: EntryEvents,
  visits: readonly FoldedVisit[],
  care: readonly CareEvent[],
  verdict: DoseVerdict,
): EntryState | undefined => {
  if (events.person.state === 'merged') return 'merged';
  if (standsForNobody.has(events.person.state)) return 'not_target';
  if (isTooYoung(events)) return 'not_target';
  const decisions = events.decisions.map((decision) => ({ ...decision, at: Date.parse(decision.decidedAt) }));
  const decided = decisions.toSorted(inOrder).at(-1)?.state ?? undefined;
  if (decided !== undefined && isClosed(decided)) return decided;
  if (verdict.status === 'complete') return 'complete';
  const met = visits.filter(({ outcome }) => metOutcomes.has(outcome)).map(({ occurredAt }) => occurredAt);
  return closedByCare(care, events.campaign, verdict.status, met);
};

export const foldEntry = (events: EntryEvents, rules: EntryRules = entryRules): EntryFold => {
  const visits = events.visits
    .filter((visit) => !visit.voided)
    .map((visit) => ({ ...visit, at: Date.parse(visit.occurredAt) }))
    .toSorted(inOrder);
  const care = (events.care ?? []).filter((event) => !event.voided).toSorted(inCareOrder);
  const doses = events.doses.filter((dose) => !dose.voided);
  const verdict = doseStatusOf(doses, events.campaign.rulesAsOf ?? events.campaign.referenceDate, rules.doses);
  const lastDoseOn = doses
    .map((dose) => dose.givenOn)
    .reduce<string | undefined>((a, b) => (a === undefined ? b : later(a, b)), undefined);
  const facts = {
    doseStatus: verdict.status,
    doseCount: verdict.doseCount,
    visitCount: visits.length,
    lastVisitAt: visits.at(-1)?.occurredAt ?? null,
  };
  const closed = closedState(events, visits, care, verdict);
  if (closed !== undefined) return { ...facts, state: closed, nextAction: null, nextDate: null, refusalReason: null };
  const open = openStanding(events, visits, care, verdict, lastDoseOn, rules.visits);
  return { ...facts, state: open.state, nextAction: open.action, nextDate: open.date, refusalReason: open.reason };
};
