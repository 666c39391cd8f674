/** The Chinese COVID-19 table against cases worked out by hand from the texts of the guideline and its notices. */
import { describe, expect, test } from 'vitest';
import { cnCovid19 } from './cn-covid19.ts';
import { ForecastCase, forecastCase } from './forecast-case.ts';

/**
 * "birth; asOf[/rulesAsOf]; doses; infections; other vaccines": products are I, A (injected Ad5), H (inhaled) and S.
 */
const products: Record<string, string> = { I: 'INACT', A: 'AD5_IM', H: 'AD5_INH', S: 'SUB_CHO' };
const words = (text = ''): string[] => text.split(' ').filter((word) => word !== '');
const answer = (text: string) => {
  const [birthDate, days = '', doses, infections, others] = text.split(';').map((part) => part.trim());
  const [asOf = '', rulesAsOf = asOf] = days.split('/');
  const dated = (word: string): [string, string] => [
    word.slice(0, word.indexOf('@')),
    word.slice(word.indexOf('@') + 1),
  ];
  const found = forecastCase(
    ForecastCase.parse({
      id: 1,
      sex: 'F',
      birthDate,
      asOf,
      rulesAsOf,
      doses: words(doses).map((word) => ({ product: products[dated(word)[0]], date: dated(word)[1] })),
      infections: words(infections),
      otherVaccines: words(others).map((word) => ({ kind: dated(word)[0], date: dated(word)[1] })),
    }),
    cnCovid19,
  );
  const { next } = found;
  return {
    verdicts: found.doses.map(({ verdict, reasons }) => `${verdict} ${reasons.join('+')}`).join(', '),
    next: next === null ? 'none' : `${next.series} ${next.dose} ${next.earliest}${next.dueNow ? ' now' : ''}`,
    pastDue: next?.pastDue ?? null,
    complete: found.complete,
    ruleIds: found.ruleIds,
  };
};

const two = 'I@2022-01-01 I@2022-02-01';
const three = `${two} I@2022-08-31`;

describe('R0 to R4, the primary course', () => {
  test.each([
    // nobody is refused, whatever the age
    ['1990-05-05; 2022-12-20;', '', 'PRIMARY 1 2022-12-20 now'],
    ['2004-12-20; 2022-12-20;', '', 'PRIMARY 1 2022-12-20 now'],
    ['2004-12-21; 2022-12-20;', '', 'PRIMARY 1 2022-12-21'],
    // second inactivated dose: three weeks
    ['1940-01-01; 2021-05-21; I@2021-05-01', 'VALID R1', 'PRIMARY 2 2021-05-22'],
    ['1940-01-01; 2021-05-22; I@2021-05-01', 'VALID R1', 'PRIMARY 2 2021-05-22 now'],
    ['1940-01-01; 2021-05-23; I@2021-05-01', 'VALID R1', 'PRIMARY 2 2021-05-22 now'],
    // 13, 14, 15, 20, 21 and 22 days between two
    ['1940-01-01; 2021-12-01; I@2021-05-01 I@2021-05-14', 'VALID R1, NOT_COUNTED R2', 'SUPPLEMENTARY 1 2021-06-04 now'],
    ['1940-01-01; 2021-12-01; I@2021-05-01 I@2021-05-15', 'VALID R1, VALID R1+R2', 'BOOSTER 1 2021-11-15 now'],
    ['1940-01-01; 2021-12-01; I@2021-05-01 I@2021-05-16', 'VALID R1, VALID R1+R2', 'BOOSTER 1 2021-11-16 now'],
    ['1940-01-01; 2021-12-01; I@2021-05-01 I@2021-05-21', 'VALID R1, VALID R1+R2', 'BOOSTER 1 2021-11-21 now'],
    ['1940-01-01; 2021-12-01; I@2021-05-01 I@2021-05-22', 'VALID R1, VALID R1', 'BOOSTER 1 2021-11-22 now'],
    ['1940-01-01; 2021-12-01; I@2021-05-01 I@2021-05-23', 'VALID R1, VALID R1', 'BOOSTER 1 2021-11-23 now'],
    // the missing one, 20 and 21 days later
    ['1940-01-01; 2021-06-03; I@2021-05-01 I@2021-05-14', 'VALID R1, NOT_COUNTED R2', 'SUPPLEMENTARY 1 2021-06-04'],
    ['1940-01-01; 2021-06-05; I@2021-05-01 I@2021-05-14 I@2021-06-03', 'VALID R1, NOT_COUNTED R2, NOT_COUNTED R2', 'SUPPLEMENTARY 1 2021-06-24'],
    ['1940-01-01; 2021-06-05; I@2021-05-01 I@2021-05-14 I@2021-06-04', 'VALID R1, NOT_COUNTED R2, VALID R2', 'BOOSTER 1 2021-12-04'],
    // eight weeks: the last day, the day after, years after; never begun again
    ['1940-01-01; 2021-08-01; I@2021-05-01 I@2021-06-26', 'VALID R1, VALID R1', 'BOOSTER 1 2021-12-26'],
    ['1940-01-01; 2021-08-01; I@2021-05-01 I@2021-06-27', 'VALID R1, VALID R1+R1b', 'BOOSTER 1 2021-12-27'],
    ['1940-01-01; 2022-12-20; I@2021-05-01 I@2022-12-01', 'VALID R1, VALID R1+R1b', 'BOOSTER 1 2023-03-01'],
    // Ad5 injected: one dose
    ['1940-01-01; 2022-12-20; A@2022-09-21', 'VALID R3', 'BOOSTER 1 2022-12-21'],
    ['1940-01-01; 2022-12-20; A@2022-09-20', 'VALID R3', 'BOOSTER 1 2022-12-20 now'],
    // inhaled Ad5 is no primary dose
    ['1940-01-01; 2022-12-20; H@2022-11-01', 'NOT_COUNTED R1', 'PRIMARY 1 2022-11-22 now'],
    // three of the subunit: 27 and 28 days between
    ['1940-01-01; 2022-12-20; S@2022-01-01 S@2022-01-28', 'VALID R4, NOT_COUNTED R4', 'PRIMARY 2 2022-02-25 now'],
    ['1940-01-01; 2022-12-20; S@2022-01-01 S@2022-01-29', 'VALID R4, VALID R4', 'PRIMARY 3 2022-02-26 now'],
    ['1940-01-01; 2022-12-20; S@2022-01-01 S@2022-02-26', 'VALID R4, VALID R4', 'PRIMARY 3 2022-03-26 now'],
    ['1940-01-01; 2022-12-20; S@2022-01-01 S@2022-02-27', 'VALID R4, VALID R4+R1b', 'PRIMARY 3 2022-03-27 now'],
    ['1940-01-01; 2022-08-01; S@2022-01-01 S@2022-01-29 S@2022-07-01', 'VALID R4, VALID R4, VALID R4', 'BOOSTER 1 2023-01-01'],
    ['1940-01-01; 2022-08-01; S@2022-01-01 S@2022-01-29 S@2022-07-02', 'VALID R4, VALID R4, VALID R4+R1b', 'BOOSTER 1 2023-01-02'],
    // of two courses begun the one nearest its end is gone on with
    ['1940-01-01; 2022-12-20; S@2022-01-01 I@2022-02-01', 'NOT_COUNTED R1, VALID R1', 'PRIMARY 2 2022-02-22 now'],
    // two on one day are two records; the second of the same product is the first written twice
    ['1940-01-01; 2022-12-20; I@2022-01-01 I@2022-01-01', 'VALID R1, NOT_COUNTED DUPLICATE', 'PRIMARY 2 2022-01-22 now'],
    ['1940-01-01; 2022-12-20; I@2022-01-01 A@2022-01-01', 'VALID R1, NOT_COUNTED R1', 'PRIMARY 2 2022-01-22 now'],
    // what lies after the day of the forecast has not happened
    ['1940-01-01; 2022-01-22; I@2022-01-01 I@2022-01-23', 'VALID R1, NOT_COUNTED IN_THE_FUTURE', 'PRIMARY 2 2022-01-22 now'],
    ['1940-01-01; 2022-01-23; I@2022-01-23 I@2022-01-01', 'VALID R1, VALID R1', 'BOOSTER 1 2022-07-23'],
  ])('%s: %s; %s', (text, verdicts, next) => {
    expect(answer(text)).toMatchObject({ verdicts, next, complete: false });
  }); // prettier-ignore

  test.each([
    ['1940-01-01; 2021-06-26; I@2021-05-01', '2021-06-26', ['R1']],
    ['1940-01-01; 2021-06-27; I@2021-05-01', '2021-06-26', ['R1', 'R1b']],
    ['1940-01-01; 2022-02-26; S@2022-01-01', '2022-02-26', ['R4']],
    ['1940-01-01; 2022-02-27; S@2022-01-01', '2022-02-26', ['R1b', 'R4']],
    ['1940-01-01; 2022-07-02; S@2021-08-31 S@2021-10-01', '2022-03-01', ['R1b', 'R4']],
    ['1940-01-01; 2022-12-20;', null, ['R0']],
    [`1940-01-01; 2022-12-20; ${two}`, null, ['R1', 'R5']],
  ])('%s: past due after %s, by %j', (text, pastDue, ruleIds) => {
    expect(answer(text)).toMatchObject({ pastDue, ruleIds });
  });
});

describe('R5, R6 and R10, the boosters and the days they changed', () => {
  test.each([
    [`1940-01-01; 2022-11-28; ${two}`, 'BOOSTER 1 2022-08-01 now', ['R1', 'R5a']],
    [`1940-01-01; 2022-11-29; ${two}`, 'BOOSTER 1 2022-05-01 now', ['R1', 'R5']],
    [`1940-01-01; 2022-11-30; ${two}`, 'BOOSTER 1 2022-05-01 now', ['R1', 'R5']],
    // the same person on the same day, by the rules of two days
    ['1940-01-01; 2022-12-20/2022-11-28; I@2022-08-01 I@2022-09-01', 'BOOSTER 1 2023-03-01', ['R1', 'R5a']],
    ['1940-01-01; 2022-12-20/2022-11-29; I@2022-08-01 I@2022-09-01', 'BOOSTER 1 2022-12-01 now', ['R1', 'R5']],
    // the last day of a month
    ['1940-01-01; 2023-03-01; I@2022-10-05 I@2022-11-30', 'BOOSTER 1 2023-03-01 now', ['R1', 'R5']],
    ['1940-01-01; 2023-02-28; I@2022-10-05 I@2022-11-30', 'BOOSTER 1 2023-03-01', ['R1', 'R5']],
    // the second booster
    [`1940-01-01; 2022-12-12; ${three}`, 'none', ['R1', 'R5']],
    [`1940-01-01; 2022-12-13; ${three}`, 'BOOSTER 2 2023-03-01', ['R1', 'R10', 'R5', 'R6']],
    [`1940-01-01; 2023-02-28; ${three}`, 'BOOSTER 2 2023-03-01', ['R1', 'R10', 'R5', 'R6']],
    [`1940-01-01; 2023-03-01; ${three}`, 'BOOSTER 2 2023-03-01 now', ['R1', 'R10', 'R5', 'R6']],
    [`1962-12-21; 2022-12-20; ${three}`, 'none', ['R1', 'R5']],
    [`1962-12-20; 2022-12-20; ${three}`, 'BOOSTER 2 2023-03-01', ['R1', 'R10', 'R5', 'R6']],
    ['1963-03-01; 2023-03-01; A@2022-01-01 A@2022-05-01', 'BOOSTER 2 2022-11-01 now', ['R10', 'R3', 'R5', 'R6']],
    // the list says nothing about this one; it is due all the same
    [`1940-01-01; 2023-03-01; ${two} S@2022-08-01`, 'BOOSTER 2 2023-02-01 now', ['R1', 'R5', 'R6']],
  ])('%s: %s by %j', (text, next, ruleIds) => {
    expect(answer(text)).toMatchObject({ next, ruleIds, complete: next === 'none' });
  });

  test.each([
    [`1940-01-01; 2022-11-28; ${two} I@2022-07-31`, 'VALID R1, VALID R1, NOT_COUNTED R5a', 'BOOSTER 1 2023-01-31'],
    [`1940-01-01; 2022-11-28; ${two} I@2022-08-01`, 'VALID R1, VALID R1, VALID R5a', 'none'],
    [`1940-01-01; 2022-11-29; ${two} I@2022-04-30`, 'VALID R1, VALID R1, NOT_COUNTED R5', 'BOOSTER 1 2022-07-30 now'],
    [`1940-01-01; 2022-11-29; ${two} I@2022-05-01`, 'VALID R1, VALID R1, VALID R5', 'none'],
    [`1940-01-01; 2023-05-01; ${three} H@2023-02-28`, 'VALID R1, VALID R1, VALID R5, NOT_COUNTED R6', 'BOOSTER 2 2023-08-28'],
    [`1940-01-01; 2023-05-01; ${three} H@2023-03-01`, 'VALID R1, VALID R1, VALID R5, VALID R6+R10', 'none'],
    [`1940-01-01; 2023-05-01; ${three} S@2023-03-01`, 'VALID R1, VALID R1, VALID R5, VALID R6+R10', 'none'],
    [`1940-01-01; 2023-05-01; ${three} I@2023-03-01`, 'VALID R1, VALID R1, VALID R5, VALID R6', 'none'],
    ['1940-01-01; 2023-05-01; A@2022-01-01 A@2022-05-01 H@2022-11-01', 'VALID R3, VALID R5, VALID R6+R10', 'none'],
    ['1940-01-01; 2023-05-01; A@2022-01-01 A@2022-05-01 A@2022-11-01', 'VALID R3, VALID R5, VALID R6', 'none'],
    [`1940-01-01; 2022-12-12; ${two} I@2022-05-01 I@2022-12-01`, 'VALID R1, VALID R1, VALID R5, EXTRA R5', 'none'],
    [`1970-01-01; 2023-05-01; ${three} S@2023-03-01`, 'VALID R1, VALID R1, VALID R5, EXTRA R5', 'none'],
    [`1940-01-01; 2023-12-01; ${three} S@2023-03-01 S@2023-10-01`, 'VALID R1, VALID R1, VALID R5, VALID R6+R10, EXTRA R6', 'none'],
  ])('%s: %s; %s', (text, verdicts, next) => {
    expect(answer(text)).toMatchObject({ verdicts, next, complete: next === 'none' });
  }); // prettier-ignore
});

describe('R8 and R9, after an infection', () => {
  test.each([
    ['1940-01-01; 2021-12-01; ; 2021-06-01', '', 'ONE_DOSE_AFTER_INFECTION 1 2021-12-01 now', ['R9']],
    ['1940-01-01; 2021-11-30; ; 2021-06-01', '', 'ONE_DOSE_AFTER_INFECTION 1 2021-12-01', ['R9']],
    ['1940-01-01; 2023-04-09; ; 2022-12-20', '', 'ONE_DOSE_AFTER_INFECTION 1 2023-06-20', ['R9']],
    ['1940-01-01; 2023-04-10; ; 2022-12-20', '', 'ONE_DOSE_AFTER_INFECTION 1 2023-03-20 now', ['R8']],
    ['1940-01-01; 2023-04-10; I@2022-12-01; 2022-12-20', 'VALID R1', 'ONE_DOSE_AFTER_INFECTION 1 2023-03-20 now', ['R1', 'R8']],
    ['1940-01-01; 2023-05-01; I@2022-12-01 I@2023-03-19; 2022-12-20', 'VALID R1, NOT_COUNTED R8', 'ONE_DOSE_AFTER_INFECTION 1 2023-03-20 now', ['R1', 'R8']],
    ['1940-01-01; 2023-05-01; I@2022-12-01 I@2023-03-20; 2022-12-20', 'VALID R1, VALID R8', 'none', ['R1', 'R8']],
    ['1940-01-01; 2023-05-01; S@2023-03-20; 2022-12-20', 'VALID R8', 'none', ['R8']],
    // a course that was complete before the infection goes on with its boosters
    [`1940-01-01; 2023-05-01; ${two}; 2022-12-20`, 'VALID R1, VALID R1', 'BOOSTER 1 2022-05-01 now', ['R1', 'R5']],
    ['1940-01-01; 2023-05-01; A@2022-12-01; 2022-12-20', 'VALID R3', 'BOOSTER 1 2023-03-01 now', ['R3', 'R5']],
    // an infection that lies after the day of the forecast is not known yet
    ['1940-01-01; 2023-05-01; ; 2023-05-02', '', 'PRIMARY 1 2023-05-01 now', ['R0']],
    ['1940-01-01; 2023-05-02; ; 2023-05-02', '', 'ONE_DOSE_AFTER_INFECTION 1 2023-08-02', ['R8']],
    // the last infection counts, in whatever order they are told
    ['1940-01-01; 2023-06-01; ; 2023-05-02 2022-12-20', '', 'ONE_DOSE_AFTER_INFECTION 1 2023-08-02', ['R8']],
  ])('%s: %s; %s by %j', (text, verdicts, next, ruleIds) => {
    expect(answer(text)).toMatchObject({ verdicts, next, ruleIds });
  }); // prettier-ignore
});

describe('R7, more than 14 days from another vaccine', () => {
  test.each([
    ['1940-01-01; 2022-12-14; ; ; INFLUENZA@2022-12-01', 'PRIMARY 1 2022-12-16', ['R0', 'R7']],
    ['1940-01-01; 2022-12-15; ; ; INFLUENZA@2022-12-01', 'PRIMARY 1 2022-12-16', ['R0', 'R7']],
    ['1940-01-01; 2022-12-16; ; ; INFLUENZA@2022-12-01', 'PRIMARY 1 2022-12-16 now', ['R0']],
    ['1940-01-01; 2022-12-14; ; ; PPV23@2022-12-01 ZOSTER@2022-12-03', 'PRIMARY 1 2022-12-18', ['R0', 'R7']],
    ['1940-01-01; 2022-12-14; ; ; RABIES@2022-12-13 TETANUS@2022-12-14 IMMUNOGLOBULIN@2022-12-14', 'PRIMARY 1 2022-12-14 now', ['R0']],
    ['1940-01-01; 2022-12-14; ; ; INFLUENZA@2022-12-15', 'PRIMARY 1 2022-12-14 now', ['R0']],
    // the later of the two days holds
    ['1940-01-01; 2022-12-14; I@2022-12-01; ; INFLUENZA@2022-12-01', 'PRIMARY 2 2022-12-22', ['R1', 'R7']],
    ['1940-01-01; 2022-12-22; I@2022-12-01; ; INFLUENZA@2022-12-10', 'PRIMARY 2 2022-12-25', ['R1', 'R7']],
  ])('%s: %s by %j', (text, next, ruleIds) => {
    expect(answer(text)).toMatchObject({ next, ruleIds });
  }); // prettier-ignore
});

describe('bands at birthdays', () => {
  test.each([
    ['1962-12-21', '2022-12-20', 59, 'NOT_TARGET'],
    ['1962-12-20', '2022-12-20', 60, '60-79'],
    ['1942-12-21', '2022-12-20', 79, '60-79'],
    ['1942-12-20', '2022-12-20', 80, '80+'],
    ['1964-02-29', '2024-02-28', 59, 'NOT_TARGET'],
    ['1964-02-29', '2024-02-29', 60, '60-79'],
    ['1943-02-28', '2023-02-28', 80, '80+'],
    ['1944-02-29', '2024-02-28', 79, '60-79'],
    ['1944-02-29', '2024-02-29', 80, '80+'],
    ['1940-02-29', '2023-02-28', 82, '80+'],
    ['1940-02-29', '2023-03-01', 83, '80+'],
  ])('born %s, on %s: %i, %s', (birthDate, asOf, age, band) => {
    expect(forecastCase(ForecastCase.parse({ id: 1, birthDate, asOf }), cnCovid19)).toMatchObject({ age, band });
  });
});
