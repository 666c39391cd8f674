import { describe, expect, test } from 'vitest';
import { ageOn, bandOn, isTarget, reachesAgeOn } from './age.ts';

const rule = { minAge: 60 };

describe('age on a day', () => {
  test.each([
    ['1966-11-22', '2026-11-21', 59],
    ['1966-11-22', '2026-11-22', 60],
    ['1946-11-22', '2026-11-21', 79],
    ['1946-11-22', '2026-11-22', 80],
    ['1944-02-29', '2026-02-28', 81],
    ['1944-02-29', '2026-03-01', 82],
    ['1944-02-29', '2024-02-28', 79],
    ['1944-02-29', '2024-02-29', 80],
  ])('who was born on %s is on %s %i years old', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age);
  });

  test.each(['1966-11-22', '1944-02-29', '1964-02-29', '1965-12-31'])(
    '%s: the day of coming of age is the first at that age',
    (birthDate) => {
      const day = reachesAgeOn(birthDate, 60);
      expect(ageOn(birthDate, day)).toBe(60);
      expect(ageOn(birthDate, new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10))).toBe(59);
    },
  );
});

describe('who is meant, and in which band', () => {
  test.each([
    ['1966-11-23', false, '60-79'],
    ['1966-11-22', true, '60-79'],
    ['1946-11-23', true, '60-79'],
    ['1946-11-22', true, '80+'],
    [null, false, '60-79'],
  ])('born %s: target %s, band %s', (birthDate, target, band) => {
    expect(isTarget(rule, birthDate, '2026-11-22')).toBe(target);
    expect(bandOn(birthDate, '2026-11-22')).toBe(band);
  });
});
