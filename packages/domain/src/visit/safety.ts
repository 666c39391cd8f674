/**
 * What was said of a person's life, health or will stands until somebody who can know says otherwise. A knock in vain, or a
 * visit by somebody whose tablet had not heard of it, takes nothing back.
 */
import { isOfKind, type CareEvent } from '../care/event.ts';
import type { VisitOutcome } from './codes.ts';

export interface Safety {
  /** reported dead, and not seen alive since */
  dead: boolean;
  /** said to have a contraindication, and not screened otherwise since */
  unfit: boolean;
}

export const nothingKnown: Safety = { dead: false, unfit: false };

/** Outcomes at which the person was seen alive, whatever a file or a neighbour says. */
export const metOutcomes: ReadonlySet<VisitOutcome> = new Set(['01', '02', '03', '04', '05', '06']);

/** Nobody was asked: not home, away, wrong address, not safe to enter. */
const nobodyAsked: ReadonlySet<VisitOutcome> = new Set(['08', '09', '12', '14']);
/** A conversation of laypeople, which clears nobody of a contraindication. */
const layWord: ReadonlySet<VisitOutcome> = new Set(['02', '03', '07', '15']);

export const afterOutcome = ({ dead, unfit }: Safety, outcome: VisitOutcome): Safety => ({
  dead: outcome === '11' || (dead && !metOutcomes.has(outcome)),
  unfit: outcome === '06' || unfit,
});

export const afterCareEvent = ({ dead, unfit }: Safety, event: CareEvent): Safety => {
  if (isOfKind(event, 'screening.record') || isOfKind(event, 'consult.answer'))
    return { dead: false, unfit: event.facts.result === 'CONTRAINDICATED' };
  if (isOfKind(event, 'dose.record')) return nothingKnown;
  return { dead: dead && !isOfKind(event, 'consent.record') && !isOfKind(event, 'assessment.record'), unfit };
};

interface PastOutcome {
  outcome: VisitOutcome;
  occurredAt: string;
  voided: boolean;
}

/** From all that is known of a person; a tablet knows the last visits, the server every one. */
export const safetyOf = (visits: readonly PastOutcome[], care: readonly CareEvent[]): Safety => {
  const told = [
    ...visits.filter(({ voided }) => !voided).map((visit) => ({ visit, at: Date.parse(visit.occurredAt) })),
    ...care.filter(({ voided }) => !voided).map((event) => ({ event, at: Date.parse(event.occurredAt) })),
  ].toSorted((a, b) => a.at - b.at);
  return told.reduce(
    (safety, one) => ('visit' in one ? afterOutcome(safety, one.visit.outcome) : afterCareEvent(safety, one.event)),
    nothingKnown,
  );
};

/** Whether the outcome leaves the entry as it stood: nobody was asked who could take it back. */
export const leavesAsItWas = (state: string, outcome: VisitOutcome, { dead }: Safety): boolean => {
  const stands = state === 'refused' || state === 'deferred' || state === 'exemption_claimed';
  if (stands && nobodyAsked.has(outcome)) return true;
  return dead && (outcome === '07' || outcome === '15');
};

/** Whether somebody still has to check a contraindication before the outcome may count. */
export const mustBeChecked = (outcome: VisitOutcome, { unfit }: Safety): boolean => unfit && layWord.has(outcome);

const day = 24 * 3_600_000;

/** Two visits within a day that cannot both be right: dead and met, a contraindication and a yes. */
export const contradicts = (
  a: { outcome: VisitOutcome; occurredAt: string },
  b: { outcome: VisitOutcome; occurredAt: string },
): boolean => {
  if (Math.abs(Date.parse(a.occurredAt) - Date.parse(b.occurredAt)) > day) return false;
  const isPair = (one: VisitOutcome, other: VisitOutcome): boolean =>
    (one === '11' && metOutcomes.has(other)) || (one === '06' && other === '02');
  return isPair(a.outcome, b.outcome) || isPair(b.outcome, a.outcome);
};
