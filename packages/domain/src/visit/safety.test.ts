import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CareEvent } from '../care/event.ts';
import { events } from '../register/entry-events.ts';
import { foldEntry, type EntryFold, type FoldedVisit } from '../register/fold-entry.ts';
import { visitOutcomes, type VisitOutcome } from './codes.ts';
import { contradicts, metOutcomes } from './safety.ts';

const at = (hour: number): string => new Date(Date.parse('2026-11-10T00:00:00Z') + hour * 3_600_000).toISOString();
const visit = (hour: number, outcome: VisitOutcome, over: Partial<FoldedVisit> = {}): FoldedVisit => ({
  id: `01890000-0000-7000-8000-${String(hour).padStart(12, '0')}`,
  occurredAt: at(hour),
  outcome,
  reasons: [],
  nextDate: null,
  voided: false,
  ...over,
});
const screened = (hour: number, result: 'ELIGIBLE' | 'CONTRAINDICATED'): CareEvent =>
  ({
    id: `01890000-0000-7000-8000-c${String(hour).padStart(11, '0')}`,
    occurredAt: at(hour),
    userId: 'v',
    voided: false,
    facts: { kind: 'screening.record', result, deferredUntil: null },
  }) as unknown as CareEvent;

/** Two tablets that know nothing of each other: whatever arrives first, the entry is the same. */
const foldBoth = (visits: readonly FoldedVisit[], care: readonly CareEvent[] = []): EntryFold => {
  const fold = foldEntry(events({ visits, care }));
  expect(foldEntry(events({ visits: visits.toReversed(), care: care.toReversed() }))).toEqual(fold);
  return fold;
};

describe('a safety fact of one tablet and a record of another that had not heard of it', () => {
  it.each<[string, VisitOutcome, VisitOutcome, EntryFold['state']]>([
    ['a refusal outlives a knock in vain', '04', '08', 'refused'],
    ['a refusal outlives a neighbour’s word that she is away', '04', '09', 'refused'],
    ['a wait for an illness outlives a knock in vain', '05', '08', 'deferred'],
    ['a death outlives a knock in vain', '11', '08', 'exemption_claimed'],
    ['a death outlives what a relative wants to think over', '11', '07', 'exemption_claimed'],
    ['a contraindication outlives a knock in vain', '06', '08', 'exemption_claimed'],
    ['a contraindication outlives a yes at the door', '06', '02', 'exemption_claimed'],
    ['a contraindication outlives a wish to think it over', '06', '03', 'exemption_claimed'],
    ['a death ends where the person was met alive', '11', '02', 'agreed'],
    ['a refusal ends where the person was asked again and agreed', '04', '02', 'agreed'],
    ['a refusal counts, whatever was agreed before', '02', '04', 'refused'],
    ['a contraindication counts, whatever was agreed before', '02', '06', 'exemption_claimed'],
  ])('%s', (_what, first, then, state) => {
    expect(foldBoth([visit(1, first), visit(2, then)])).toMatchObject({ state });
  });

  it('a checked contraindication asks for a check with its own day, not with that of the later visit', () => {
    const alone = foldBoth([visit(1, '06')]);
    expect(foldBoth([visit(1, '06'), visit(30, '02')])).toMatchObject({
      nextAction: 'verify',
      nextDate: alone.nextDate,
    });
  });

  it('three knocks in vain make nobody unreachable who has refused, and the next day is never before the refusal’s', () => {
    const alone = foldBoth([visit(1, '04')]);
    const fold = foldBoth([visit(1, '04'), visit(26, '08'), visit(34, '08'), visit(58, '08')]);
    expect(fold).toMatchObject({ state: 'refused', nextAction: 'revisit', nextDate: alone.nextDate });
  });

  it('a tablet that had not heard of the refusal cannot bring its day forward', () => {
    const alone = foldBoth([visit(1, '04')]);
    const fold = foldBoth([visit(1, '04'), visit(2, '08', { nextDate: '2026-11-12' })]);
    expect(fold).toMatchObject({ state: 'refused', nextDate: alone.nextDate });
    expect(foldBoth([visit(1, '04'), visit(2, '09', { nextDate: '2027-03-01' })]).nextDate).toBe('2027-03-01');
  });

  it('a screening says otherwise, and then a yes is a yes; a screening may also say it anew', () => {
    expect(foldBoth([visit(1, '06'), visit(3, '02')], [screened(2, 'ELIGIBLE')])).toMatchObject({ state: 'agreed' });
    expect(foldBoth([visit(3, '02')], [screened(2, 'CONTRAINDICATED')])).toMatchObject({ state: 'exemption_claimed' });
  });

  it('a record that was taken back says nothing any more', () => {
    expect(foldBoth([visit(1, '06', { voided: true }), visit(2, '02')])).toMatchObject({ state: 'agreed' });
  });

  it('no lay visit ever brings a contraindication to an agreed dose', () => {
    const outcomes = fc.array(fc.constantFrom(...visitOutcomes), { maxLength: 6 });
    fc.assert(
      fc.property(outcomes, outcomes, (before, after) => {
        const told = [...before, '06' as const, ...after].map((outcome, hour) => visit(hour * 5 + 1, outcome));
        expect(['agreed', 'undecided', 'to_visit']).not.toContain(foldBoth(told).state);
      }),
    );
  });

  it('nobody reported dead is visited again before somebody met them', () => {
    const unmet = visitOutcomes.filter((outcome) => !metOutcomes.has(outcome) && outcome !== '11');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...unmet), { maxLength: 6 }), (after) => {
        const told = ['11' as const, ...after].map((outcome, hour) => visit(hour * 5 + 1, outcome));
        expect(foldBoth(told)).toMatchObject({ state: 'exemption_claimed', nextAction: 'verify' });
      }),
    );
  });
});

describe('two visits within a day', () => {
  it.each<[VisitOutcome, VisitOutcome, number, boolean]>([
    ['11', '02', 3, true],
    ['02', '11', 3, true],
    ['06', '02', 23, true],
    ['06', '02', 25, false],
    ['04', '02', 3, false],
    ['11', '08', 3, false],
  ])('%s and %s, %i hours apart: contradict %s', (a, b, hours, expected) => {
    expect(contradicts({ outcome: a, occurredAt: at(1) }, { outcome: b, occurredAt: at(1 + hours) })).toBe(expected);
    expect(contradicts({ outcome: b, occurredAt: at(1 + hours) }, { outcome: a, occurredAt: at(1) })).toBe(expected);
  });
});
