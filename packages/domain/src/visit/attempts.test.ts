import { describe, expect, test } from 'vitest';
import { attemptsOf } from './attempts.ts';
import { visitRules } from './next-step-rules.ts';

const knock = (occurredAt: string) => ({ occurredAt, outcome: '08' }) as const;
const count = (history: ReturnType<typeof knock>[], at: string | null, now = '2026-11-22T11:00:00Z') =>
  attemptsOf(history, { at, now }, visitRules.unreachable);

describe('how many knocks count', () => {
  test('two knocks of one morning are two knocks on one day, and say which hours are untried', () => {
    expect(count([knock('2026-11-22T01:00:00Z'), knock('2026-11-22T02:00:00Z')], null)).toMatchObject({
      days: 1,
      parts: ['morning'],
      untried: ['afternoon', 'evening'],
      enough: false,
    });
  });

  test('the knock being recorded counts too', () => {
    const before = [knock('2026-11-20T01:00:00Z'), knock('2026-11-21T01:00:00Z')];
    expect(count(before, null)?.enough).toBe(false);
    expect(count(before, '2026-11-22T11:00:00Z')).toMatchObject({ days: 3, enough: true });
  });

  test('whoever was met since is counted afresh, and what lies behind the window is gone', () => {
    const met = { occurredAt: '2026-11-21T05:00:00Z', outcome: '03' } as const;
    const rows = [knock('2026-11-20T01:00:00Z'), met, knock('2026-11-22T01:00:00Z')];
    expect(attemptsOf(rows, { at: null, now: '2026-11-22T11:00:00Z' }, visitRules.unreachable)?.knocks).toHaveLength(1);
    expect(count([knock('2026-11-08T01:00:00Z')], null)?.knocks).toHaveLength(0);
  });
});
