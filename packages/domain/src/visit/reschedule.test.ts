import { describe, expect, test } from 'vitest';
import { visitOutcomes } from './codes.ts';
import { decideReschedule, rescheduleRules, rescheduleWindow, type DatedVisit } from './reschedule.ts';

const today = '2026-11-22';
const visit = (over: Partial<DatedVisit> = {}): DatedVisit => ({
  id: 'v1',
  occurredAt: '2026-11-20T02:00:00Z',
  outcome: '03',
  nextDate: null,
  ...over,
});
const windowOf = (over: Partial<DatedVisit>) => {
  const window = rescheduleWindow('v1', [visit(over)], today);
  return window === undefined ? undefined : `${window.earliest}..${window.latest}`;
};

describe('moving the next step to another day', () => {
  test('every outcome has one rule', () => {
    for (const outcome of visitOutcomes)
      expect(rescheduleRules.filter((rule) => rule.outcomes.includes(outcome))).toHaveLength(1);
  });

  test.each([
    ['undecided: a week from today', { outcome: '03' }, '2026-11-23..2026-11-29'],
    ['to verify: two weeks', { outcome: '10' }, '2026-11-23..2026-12-06'],
    ['refused: never before the thirty days are over', { outcome: '04' }, '2026-12-20..2027-01-19'],
    ['deferred: never before the day named', { outcome: '05', nextDate: '2026-12-01' }, '2026-12-01..2026-12-15'],
    ['deferred and overdue: from tomorrow', { outcome: '05', nextDate: '2026-11-10' }, '2026-11-23..2026-12-06'],
    ['away: they may be back sooner', { outcome: '09', nextDate: '2026-12-20' }, '2026-11-23..2026-12-22'],
  ] as const)('%s', (_words, over, days) => {
    expect(windowOf(over)).toBe(days);
  });

  test('a knock in vain after a refusal brings nobody back before the day of the refusal', () => {
    const refused = visit({ outcome: '04' });
    const knock = visit({ id: 'v2', occurredAt: '2026-11-21T02:00:00Z', outcome: '08' });
    expect(rescheduleWindow('v2', [refused, knock], today)).toMatchObject({
      earliest: '2026-12-20',
      latest: '2026-12-27',
    });
    expect(rescheduleWindow('v2', [visit({ outcome: '02' }), knock], today)).toMatchObject({ earliest: '2026-11-23' });
  });

  test('only the last visit decides the next step', () => {
    const later = visit({ id: 'v2', occurredAt: '2026-11-21T02:00:00Z' });
    expect(rescheduleWindow('v1', [visit(), later], today)).toBeUndefined();
    expect(rescheduleWindow('v2', [visit(), later], today)).toBeDefined();
  });
});

describe('what the server answers', () => {
  const decide = (nextDate: string, history = [visit()], entryState: 'undecided' | 'complete' = 'undecided') =>
    decideReschedule(
      { type: 'visit.reschedule', visitId: 'v1', personId: 'p', nextDate },
      { occurredAt: '2026-11-22T02:00:00Z', entryState, history },
    );

  test('a day inside the window is taken, one outside is refused with the window', () => {
    expect(decide('2026-11-29')).toMatchObject({ ok: true, value: { nextDate: '2026-11-29' } });
    for (const day of ['2026-11-22', '2026-11-30'])
      expect(decide(day)).toEqual({
        ok: false,
        error: { code: 'date_outside_rule', earliest: '2026-11-23', latest: '2026-11-29' },
      });
  });

  test('an unknown visit, or an entry that was closed meanwhile, has nothing to move', () => {
    expect(decide('2026-11-25', [])).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(decide('2026-11-25', [visit()], 'complete')).toEqual({ ok: false, error: { code: 'changed_meanwhile' } });
  });
});
