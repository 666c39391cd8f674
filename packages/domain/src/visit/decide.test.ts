import { describe, expect, test } from 'vitest';
import type { RecordVisit } from './command.ts';
import { decideVisit, decideVoid } from './decide.ts';
import { visitRules } from './next-step-rules.ts';

const command: RecordVisit = {
  type: 'visit.record',
  visitId: 'visit',
  personId: 'person',
  campaignId: 'campaign',
  outcome: '03',
  reasons: ['T1', 'P1', 'T1'],
  nextDate: null,
  note: '',
};
const situation = {
  occurredAt: '2026-11-22T02:00:00Z',
  now: '2026-11-22T08:00:00Z',
  entryState: 'to_visit',
  history: [],
} as const;
const flagsOf = (over: Partial<RecordVisit>, other: Partial<Parameters<typeof decideVisit>[1]> = {}) =>
  decideVisit({ ...command, ...over }, { ...situation, ...other }, visitRules).flags.map((flag) => flag.code);

describe('a visit that was made is kept', () => {
  test('as it was told, each reason once and the main one first', () => {
    const { fact, flags } = decideVisit(command, situation, visitRules);
    expect(fact).toMatchObject({
      outcome: '03',
      reasons: ['T1', 'P1'],
      nextDate: null,
      step: { nextDate: '2026-11-29' },
    });
    expect(flags).toEqual([]);
  });

  test.each(['03', '04', '05', '06', '07'] as const)('outcome %s without a reason is flagged', (outcome) => {
    expect(flagsOf({ outcome, reasons: [], nextDate: '2026-12-01' })).toEqual(['reason_missing']);
  });

  test.each(['05', '09', '14'] as const)('outcome %s without a date is flagged', (outcome) => {
    expect(flagsOf({ outcome })).toEqual(['next_date_missing']);
    expect(flagsOf({ outcome, nextDate: '2026-12-01' })).toEqual([]);
  });

  test.each(['02', '03', '08', '11'] as const)('outcome %s needs no date', (outcome) => {
    expect(flagsOf({ outcome })).toEqual([]);
  });

  test.each(['complete', 'deceased', 'merged'] as const)('at an entry closed as %s is flagged', (entryState) => {
    expect(flagsOf({}, { entryState })).toEqual(['person_closed']);
  });

  test('more than five minutes ahead of our clock is flagged', () => {
    expect(flagsOf({}, { occurredAt: '2026-11-22T08:05:00Z' })).toEqual([]);
    expect(flagsOf({}, { occurredAt: '2026-11-22T08:05:01Z' })).toEqual(['in_the_future']);
  });

  test('that says the opposite of another one of the same day is flagged, whichever arrives first', () => {
    const early = [{ occurredAt: '2026-11-21T09:00:00Z', outcome: '06' }] as const;
    const late = [{ occurredAt: '2026-11-22T05:00:00Z', outcome: '11' }] as const;
    expect(flagsOf({ outcome: '02' }, { history: early })).toEqual(['contradicts_visit']);
    expect(flagsOf({ outcome: '02' }, { history: late })).toEqual(['contradicts_visit']);
    expect(flagsOf({ outcome: '03' }, { history: early })).toEqual([]);
  });

  test('written down days later is said so, and asks for no date where a later visit decided it', () => {
    expect(flagsOf({ outcome: '09', writtenAfterDays: 2 })).toEqual(['written_later', 'next_date_missing']);
    const history = [{ occurredAt: '2026-11-22T03:00:00Z', outcome: '02' }] as const;
    expect(flagsOf({ outcome: '09', writtenAfterDays: 2 }, { history })).toEqual(['written_later']);
  });

  test('where the person has no entry, too', () => {
    expect(flagsOf({}, { entryState: null })).toEqual([]);
  });

  test('visits made later, but sent earlier, do not count as history', () => {
    const history = [{ occurredAt: '2026-11-22T05:00:00Z', outcome: '04' }] as const;
    const { fact } = decideVisit({ ...command, outcome: '04' }, { ...situation, history }, visitRules);
    expect(fact.step.ruleId).toBe('V04');
  });
});

describe('voiding a visit', () => {
  const mistake = { type: 'visit.void', visitId: 'visit', personId: 'person', why: '走错门' } as const;

  test('twice changes nothing the second time', () => {
    expect(decideVoid(mistake, { visit: { id: 'visit', voided: true } })).toMatchObject({
      ok: true,
      value: { fact: { alreadyVoided: true } },
    });
  });

  test('that nobody knows is refused', () => {
    expect(decideVoid(mistake, { visit: null })).toEqual({ ok: false, error: { code: 'not_found' } });
  });
});
