import { describe, expect, test } from 'vitest';
import { addDays, addMonths, addYears, dayOf, daysBetween, isDay, partOfDay, shanghaiDay } from './day.ts';

describe('days are days in Shanghai', () => {
  test.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
  ])('%s is %s', (instant, day) => {
    expect(shanghaiDay(new Date(instant))).toBe(day);
    expect(dayOf(instant)).toBe(day);
    expect(dayOf(day)).toBe(day);
  });

  test.each([
    ['2026-11-22T03:59:59Z', 'morning'],
    ['2026-11-22T04:00:00Z', 'afternoon'],
    ['2026-11-22T10:00:00Z', 'evening'],
    ['2026-11-22', undefined],
  ])('%s is in the %s', (instant, part) => {
    expect(partOfDay(instant)).toBe(part);
  });
});

describe('adding to days (CDSi CALCDT-1 to 6)', () => {
  test.each([
    ['2000-01-31', 1, '2000-03-01'],
    ['2023-08-31', 6, '2024-03-01'],
    ['2024-08-29', 6, '2025-03-01'],
    ['2023-12-15', 3, '2024-03-15'],
    ['2024-03-31', -1, '2024-03-01'],
  ])('%s and %i months are %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  test('a month, then days: 31 January and 1 month less 4 days is 26 February', () => {
    expect(addDays(addMonths('2000-01-31', 1), -4)).toBe('2000-02-26');
  });

  test('a leap day has its anniversary on 1 March of a common year', () => {
    expect([addYears('1944-02-29', 60), addYears('1944-02-29', 81)]).toEqual(['2004-02-29', '2025-03-01']);
  });

  test('the distance of two days counts over a month’s and a year’s end', () => {
    expect([daysBetween('2024-02-28', '2024-03-01'), daysBetween('2026-12-31', '2026-12-01')]).toEqual([2, -30]);
  });

  test.each(['2025-02-29', '2026-13-01', '2026-04-31', '2026-1-1', '20260101', ''])('%s is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });
});
