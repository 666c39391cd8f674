import { describe, expect, test } from 'vitest';
import { isDateFormat, readDateCell } from './date-cell.ts';
import { standardValue } from './standard-value.ts';

describe('a date', () => {
  test.each([
    ['19500203', 'YYYYMMDD', '19500203'],
    ['3.2.1950', 'D.M.YYYY', '19500203'],
    ['02/03/50', 'MM/DD/YY', '19500203'],
    ['1950-2-3', null, '19500203'],
    ['1950年2月3日', null, '19500203'],
    ['1950-02-03 00:00:00', 'D.M.YYYY', '19500203'],
    // a day that does not exist is a slip, and the slip is compared
    ['19501332', 'YYYYMMDD', '19501332'],
    ['unknown', 'YYYYMMDD', ''],
  ])('%s as %s is %s', (text, format, expected) => {
    expect(readDateCell(text, format)).toBe(expected);
  });

  test('a format names year, month and day once each', () => {
    expect(['YYYY-MM-DD', 'D.M.YY', 'YYYY年M月D日'].every(isDateFormat)).toBe(true);
    expect(['YYYY-MM', 'DD-DD-YYYY', 'year', ''].some(isDateFormat)).toBe(false);
  });
});

describe('a name', () => {
  test.each([
    ['O’Brien', "o'brien"],
    ['MÜLLER', 'muller'],
    ['  Anna  Maria ', 'anna-maria'],
    ['Ｓｍｉｔｈ', 'smith'],
    ['張偉', '张伟'],
  ])('%s and %s are one', (left, right) => {
    expect(standardValue('name', left.trim(), null)?.plain).toBe(standardValue('name', right, null)?.plain);
  });

  test('what sounds alike has one sound', () => {
    expect(standardValue('name', 'Robert', null)?.sound).toBe(standardValue('name', 'Rupert', null)?.sound);
  });

  test('each letter of any script is one byte in the form distances are counted on', () => {
    expect(standardValue('name', 'Кузнецов', null)?.ascii).toMatch(/^[!-~]{8}$/);
    expect(standardValue('text', '大桥乡9组', null)?.ascii).toMatch(/^[!-~]{5}$/);
  });
});

test('digits lose their signs, areas their blanks, and a cell of signs says nothing', () => {
  expect(standardValue('digits', ' (02) 99-77 ', null)?.plain).toBe('029977');
  expect(standardValue('area', '2224 01', null)?.plain).toBe('222401');
  expect(standardValue('digits', '--', null)).toBeNull();
  expect(standardValue('exact', '', null)).toBeNull();
});
