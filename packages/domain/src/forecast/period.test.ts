import { describe, expect, test } from 'vitest';
import { addPeriod, Period } from './period.ts';

describe('adding a length of time to a day', () => {
  test.each([
    ['2000-01-31', '1 month - 4 days', '2000-02-26'], // the CDSi text prints 02/25, which its own rules do not give
    ['2000-01-31', '6 months', '2000-07-31'],
    ['2021-08-31', '6 months', '2022-03-01'],
    ['2000-02-29', '1 year', '2001-03-01'],
    ['2000-02-29', '4 years', '2004-02-29'],
    ['2022-01-01', '3 weeks', '2022-01-22'],
    ['2022-11-30', '3 months', '2023-03-01'],
    ['2022-12-15', '1 year + 1 month + 1 day', '2024-01-16'],
    ['2022-01-01', '0 days', '2022-01-01'],
  ])('%s + %s = %s', (day, period, sum) => {
    expect(addPeriod(day, period)).toBe(sum);
  });

  test.each(['', 'soon', '3', 'weeks', '3 weeks 4 days', '3 weeks -', '1.5 years'])('"%s" is no period', (text) => {
    expect(Period.safeParse(text).success).toBe(false);
    expect(() => addPeriod('2022-01-01', text)).toThrow();
  });
});
