import { describe, expect, test } from 'vitest';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { shippedRules } from '../rule-version/clinic-rules.ts';
import { markQuiz, quizCases, quizMark } from './cases.ts';
import { standingOfQuiz } from './query.ts';

const day = '2026-11-22';
const cases = quizCases(shippedRules, day);
const allRight = Object.fromEntries(cases.map(({ condition, right }) => [condition, right]));

describe('the module on contraindications', () => {
  test('asks about every condition of the rules, what is none as well as what is one', () => {
    expect(cases.map(({ condition }) => condition).toSorted()).toEqual(
      cnCovid19.conditions.map(({ condition }) => condition).toSorted(),
    );
    expect(new Set(cases.map(({ right }) => right))).toEqual(new Set(['ELIGIBLE', 'DEFER', 'CONTRAINDICATED']));
    expect(quizCases(shippedRules, day)).toEqual(cases);
  });

  test('is passed with nine of ten right; a question left out is wrong', () => {
    expect(markQuiz(cases, allRight, 90)).toEqual({ right: 12, questions: 12, passed: true, wrong: [] });
    const { FEVER_TODAY: _fever, ...elevenRight } = allRight;
    expect(markQuiz(cases, elevenRight, 90)).toMatchObject({ right: 11, passed: true, wrong: [{ condition: 'FEVER_TODAY' }] });
    expect(markQuiz(cases, { ...elevenRight, ADVANCED_AGE_ONLY: 'CONTRAINDICATED' }, 90)).toMatchObject({ right: 10, passed: false });
    expect(markQuiz(cases, {}, 0)).toMatchObject({ right: 0, passed: true });
  });

  test('is another one when a condition means something else or a limit moves, and the same when an interval changes', () => {
    const mark = quizMark(shippedRules, day);
    expect(mark).toMatch(/^[0-9a-f]{8}$/);
    const conditions = cnCovid19.conditions.map((row) => (row.condition === 'TERMINAL_ILLNESS' ? { ...row, result: 'DEFER' as const } : row));
    expect(quizMark({ ...shippedRules, table: { ...cnCovid19, conditions } }, day)).not.toBe(mark);
    const thresholds = shippedRules.thresholds.map((row) => ({ ...row, above: row.above + 0.1 }));
    expect(quizMark({ ...shippedRules, thresholds }, day)).not.toBe(mark);
    expect(quizMark({ ...shippedRules, questionSets: [] }, day)).not.toBe(mark);
    const series = cnCovid19.series.slice(1);
    expect(quizMark({ ...shippedRules, table: { ...cnCovid19, series } }, day)).toBe(mark);
    const ended = shippedRules.thresholds.map((row) => ({ ...row, validTo: '2022-01-01' }));
    expect(quizMark({ ...shippedRules, thresholds: ended }, day)).toBe(quizMark({ ...shippedRules, thresholds: [] }, day));
    expect(quizMark({ ...shippedRules, thresholds: shippedRules.thresholds.toReversed() }, day)).toBe(mark);
  });

  test.each([
    [[], 'never'],
    [[{ mark: 'old', passed: false }], 'failed'],
    [[{ mark: 'old', passed: true }], 'outdated'],
    [[{ mark: 'old', passed: true }, { mark: 'now', passed: false }], 'outdated'],
    [[{ mark: 'now', passed: false }, { mark: 'now', passed: true }], 'passed'],
  ])('%j: %s', (results, standing) => {
    expect(standingOfQuiz(results, 'now')).toBe(standing);
  });
}); // prettier-ignore
