import { expect, test } from 'vitest';
import { readDate } from './read-date.ts';

test.each([
  ['1936-08-15', '1936-08-15'],
  ['1936/8/15', '1936-08-15'],
  ['1936.8.15', '1936-08-15'],
  ['1936年8月15日', '1936-08-15'],
  ['１９３６年８月１５日', '1936-08-15'],
  ['一九三六年八月十五日', '1936-08-15'],
  ['一九三六年十月二十日', '1936-10-20'],
  ['19360815', '1936-08-15'],
  ['1936-08-15 00:00:00', '1936-08-15'],
  ['15/08/1936', '1936-08-15'],
  ['8/15/1936', '1936-08-15'],
  ['36-8-15', '1936-08-15'],
  ['13377', '1936-08-15'],
  ['1936-02-29', '1936-02-29'],
])('%s is a date', (text, day) => {
  expect(readDate(text, false, 1900)).toEqual({ day, swapped: false });
});

test.each(['1936-02-30', '1935-02-29', '19360000', '1936', '', '不详', '1936-13-32'])('%s is none', (text) => {
  expect(readDate(text, false, 1900).day).toBeNull();
});

test('day and month exchanged are put right and flagged, also where their order cannot be known', () => {
  expect(readDate('1936-15-08', false, 1900)).toEqual({ day: '1936-08-15', swapped: true });
  expect(readDate('3/4/1936', false, 1900)).toEqual({ day: '1936-03-04', swapped: true });
  expect(readDate('4/4/1936', false, 1900)).toEqual({ day: '1936-04-04', swapped: false });
});

test('a four-digit serial is a date only where the spreadsheet says it is a number', () => {
  expect(readDate('9000', true, 1900).day).toBe('1924-08-21');
  expect(readDate('1936', false, 1900).day).toBeNull();
});

test('a year of two digits belongs to the century of the column', () => {
  expect(readDate('21.3.5', false, 2000).day).toBe('2021-03-05');
});
