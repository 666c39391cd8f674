import { describe, expect, test } from 'vitest';
import { knowsLunarDays, solarDayOf } from './lunar-day.ts';

const lunar = (year: number, month: number, day: number, isLeap = false) => ({ year, month, day, isLeap });

describe('a lunar birthday', () => {
  test('is known to this browser', () => {
    expect(knowsLunarDays()).toBe(true);
  });

  // new years, leap months and one mid-autumn day that stand in every almanac
  test.each([
    [lunar(1935, 1, 1), '1935-02-04'],
    [lunar(1942, 1, 1), '1942-02-15'],
    [lunar(1949, 7, 1, true), '1949-08-24'],
    [lunar(1949, 8, 15), '1949-10-06'],
    [lunar(1944, 4, 1, true), '1944-05-22'],
    [lunar(1950, 12, 29), '1951-02-05'],
    [lunar(1968, 1, 1), '1968-01-30'],
    [lunar(2020, 4, 1, true), '2020-05-23'],
  ])('%j was on %s', (day, solar) => {
    expect(solarDayOf(day)).toBe(solar);
  });

  test.each([
    lunar(1949, 8, 1, true),
    lunar(1949, 13, 1),
    lunar(1949, 1, 31),
    lunar(1950, 12, 30),
    lunar(Number.NaN, 1, 1),
  ])('%j never was', (day) => {
    expect(solarDayOf(day)).toBeNull();
  });
});
