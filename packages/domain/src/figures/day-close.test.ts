import { describe, expect, test } from 'vitest';
import { isLateClose, lastEndedDay } from './day-close.ts';

describe('the daily close', () => {
  test('a day ends at midnight in Shanghai, not in London', () => {
    expect(lastEndedDay(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-21');
    expect(lastEndedDay(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-22');
  });

  test('a close an hour after the end is late and says so', () => {
    expect(isLateClose('2026-11-22', new Date('2026-11-22T16:01:00Z'))).toBe(false);
    expect(isLateClose('2026-11-22', new Date('2026-11-22T17:00:01Z'))).toBe(true);
  });
});
