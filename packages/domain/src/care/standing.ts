/** What the care of a person makes of the entry: steps to the dose, the watch and the calls after it, and how it closes. */
import { decideClose, isOpenedBy } from '../close-out/decide.ts';
import { addDays, dayOf, daysBetween } from '../register/day.ts';
import type { DoseStatus, EntryState, NextAction } from '../register/entry-state.ts';
import { findRule } from '../rule.ts';
import type { VisitReason } from '../visit/codes.ts';
import { inCareOrder, isOfKind, listOfKind, type CareEvent, type CareEventOf } from './event.ts';
import { openFollowUpsOf } from './follow-ups.ts';
import { careRules, type CareRule } from './rules.ts';

export interface Standing {
  state: EntryState;
  action: NextAction;
  date: string;
  reason: VisitReason | null;
}

const ruleOn = (day: string): CareRule => {
  const rule = findRule(careRules, day);
  if (rule === undefined) throw new Error('no rule of care');
  return rule;
};

const agreed = (action: NextAction, date: string): Standing => ({ state: 'agreed', action, date, reason: null });

/** A request nobody has answered with yes or no. */
const hasOpenRequest = (before: readonly CareEvent[]): boolean => {
  const last = before.findLast((event) => isOfKind(event, 'homeVisit.request') || isOfKind(event, 'homeVisit.approve'));
  return last !== undefined && isOfKind(last, 'homeVisit.request');
};

const isApproved = (before: readonly CareEvent[]): boolean =>
  listOfKind(before, 'homeVisit.approve').at(-1)?.facts.approved === true;

const isRejected = (request: CareEvent, all: readonly CareEvent[]): boolean =>
  listOfKind(all, 'close.agree').some(({ facts }) => facts.closeId === request.id && !facts.agreed);

/** The day a screening, or the panel's word on one, puts it off to. */
const waitsUntil = (facts: CareEventOf<'screening.record' | 'consult.answer'>['facts']): string | null =>
  facts.kind === 'consult.answer' ? facts.until : facts.deferredUntil;

/** @param all the care of the person, not voided and in order */
export const afterCare = (standing: Standing, event: CareEvent, all: readonly CareEvent[]): Standing => {
  const before = all.slice(0, all.indexOf(event));
  const day = dayOf(event.occurredAt);
  const rule = ruleOn(day);
  const book = (): Standing => agreed(isApproved(before) ? 'book_home' : 'book', addDays(day, rule.bookWithinDays));
  const claimed = { action: 'verify', date: addDays(day, rule.exemptionWithinDays), reason: null } as const;
  const { facts } = event;
  switch (facts.kind) {
    case 'homeVisit.request': {
      const assessed = listOfKind(before, 'assessment.record').at(-1);
      const isFresh = assessed !== undefined && daysBetween(dayOf(assessed.occurredAt), day) <= rule.assessmentDays;
      return isFresh
        ? agreed('approve', addDays(day, rule.approveWithinDays))
        : agreed('assess', addDays(day, rule.assessWithinDays));
    }
    case 'assessment.record':
      return hasOpenRequest(before) ? agreed('approve', addDays(day, rule.approveWithinDays)) : standing;
    case 'homeVisit.approve':
      return agreed(facts.approved ? 'book_home' : 'book', addDays(day, rule.bookWithinDays));
    case 'consult.answer':
    case 'screening.record':
      if (facts.result === 'CONTRAINDICATED') return { state: 'exemption_claimed', ...claimed };
      if (facts.result === 'DEFER')
        return { state: 'deferred', action: 'recheck', date: waitsUntil(facts) ?? claimed.date, reason: null };
      return standing.state === 'deferred' || standing.state === 'exemption_claimed' ? book() : standing;
    case 'consent.record':
      if (facts.decision === 'refused')
        return { state: 'refused', action: 'revisit', date: addDays(day, rule.refusedReviewDays), reason: null };
      return ['to_visit', 'undecided', 'refused'].includes(standing.state) ? book() : standing;
    case 'close.request':
      return isRejected(event, all) ? standing : { state: 'exemption_claimed', ...claimed };
    case 'dose.record':
      // whoever took a dose has agreed; when the next one is due the schedule says
      return book();
    default:
      return standing;
  }
};

/** After a dose of ours somebody watches, then calls; whichever comes first is next. */
export const withDoseCare = (standing: Standing, all: readonly CareEvent[]): Standing => {
  const last = listOfKind(all, 'dose.record').at(-1);
  if (last === undefined) return standing;
  const watched = all.some(
    ({ facts }) => (facts.kind === 'observation.end' || facts.kind === 'followUp.record') && facts.doseId === last.id,
  );
  const day = dayOf(last.occurredAt);
  if (!watched) return day <= standing.date ? { ...standing, action: 'watch', date: day } : standing;
  const call = openFollowUpsOf(all).find(({ doseId }) => doseId === last.id);
  return call !== undefined && call.dueOn <= standing.date
    ? { ...standing, action: 'follow_up', date: call.dueOn }
    : standing;
};

interface Closing {
  at: string;
  id: string;
  code: CareEventOf<'close.request'>['facts']['code'];
  state: EntryState;
}

/** Merging is decided over the two records, not by a request. */
const elsewhereDecided: ReadonlySet<Closing['code']> = new Set(['C7']);

const closingOf = (
  request: CareEventOf<'close.request'>,
  all: readonly CareEvent[],
  doseStatus: DoseStatus,
): Closing | undefined => {
  const { code, evidence } = request.facts;
  if (elsewhereDecided.has(code)) return undefined;
  const yes = listOfKind(all, 'close.agree').find(
    ({ facts, userId }) => facts.closeId === request.id && facts.agreed && userId !== request.userId,
  );
  const situation = { isClosed: false, dosesComplete: doseStatus === 'complete', agreedBy: yes?.userId ?? null };
  const day = dayOf(request.occurredAt);
  const verdict = decideClose(
    { code, evidence, askedBy: request.userId },
    { ...situation, day, accepted: yes?.facts.accepts === true },
  );
  if (verdict.ok !== true) return undefined;
  const at =
    yes !== undefined && Date.parse(yes.occurredAt) > Date.parse(request.occurredAt)
      ? yes.occurredAt
      : request.occurredAt;
  return { at, id: request.id, code, state: verdict.state };
};

const bedside: ReadonlySet<string> = new Set([
  'assessment.record',
  'screening.record',
  'consent.record',
  'dose.record',
]);

/**
 * The state that requests with their evidence and second word have closed the entry in, or undefined. Whoever was met
 * alive afterwards is no longer dead or away.
 * @param met instants of visits at which the person was seen
 */
export const closedByCare = (
  all: readonly CareEvent[],
  campaign: { opensOn: string },
  doseStatus: DoseStatus,
  met: readonly string[],
): EntryState | undefined => {
  const closings = listOfKind(all, 'close.request')
    .flatMap((request) => closingOf(request, all, doseStatus) ?? [])
    // what was true of another campaign must be asked again in this one; the dead stay dead
    .filter(({ at, code }) => code === 'C4' || dayOf(at) >= campaign.opensOn)
    .toSorted((a, b) => inCareOrder({ occurredAt: a.at, id: a.id }, { occurredAt: b.at, id: b.id }));
  const last = closings.at(-1);
  if (last === undefined) return undefined;
  const seen = [...met, ...all.filter(({ facts }) => bedside.has(facts.kind)).map(({ occurredAt }) => occurredAt)];
  const metAlive = seen.some((at) => Date.parse(at) > Date.parse(last.at));
  return metAlive && isOpenedBy(last.code, 'met_alive') ? undefined : last.state;
};
