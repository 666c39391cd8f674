import { describe, expect, test } from 'vitest';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { localThresholds, questionSets, type Answer } from './questions.ts';
import { screen, type ScreeningInput } from './screen.ts';

const [set] = questionSets;
if (set === undefined) throw new Error('no question set');
const allNo: Record<string, Answer> = Object.fromEntries(set.questions.map(({ id }) => [id, 'no' as const]));
const run = (answers: Record<string, Answer>, more: Partial<ScreeningInput> = {}) =>
  screen(
    { answers: { ...allNo, ...answers }, measures: {}, recheckOn: null, day: '2022-12-20', ...more },
    set,
    cnCovid19,
    localThresholds,
  );

describe('screening before a dose', () => {
  test('all no: eligible, nothing to wait for', () => {
    expect(run({})).toMatchObject({ result: 'ELIGIBLE', reasons: [], deferredUntil: null, consult: null });
  });

  test.each([
    ['fever', 'DEFER', '2022-12-27'],
    ['acute', 'DEFER', '2022-12-27'],
    ['componentAllergy', 'CONTRAINDICATED', null],
    ['severeReaction', 'CONTRAINDICATED', null],
    ['neurological', 'CONTRAINDICATED', null],
    ['terminal', 'CONTRAINDICATED', null],
  ])('%s: %s', (question, result, deferredUntil) => {
    expect(run({ [question]: 'yes' })).toMatchObject({ result, deferredUntil, isLocal: false });
  });

  test('the day a doctor named stands before the usual one', () => {
    expect(run({ acute: 'yes' }, { recheckOn: '2023-01-15' }).deferredUntil).toBe('2023-01-15');
  });

  test('a doubt is no yes and no no: it waits for the expert panel', () => {
    expect(run({ componentAllergy: 'unsure' })).toMatchObject({
      result: 'DEFER',
      consult: { questions: ['componentAllergy'], withinHours: 48 },
    });
    expect(run({ componentAllergy: 'unsure', terminal: 'yes' }).result).toBe('CONTRAINDICATED');
  });

  test('a question left out never makes anybody eligible', () => {
    const { fever: _fever, ...answers } = allNo;
    expect(run({}, { answers })).toMatchObject({ result: 'DEFER', unanswered: ['fever'] });
  });

  test.each([
    [{ temperature: 37.3 }, 'ELIGIBLE', []],
    [{ temperature: 37.4 }, 'DEFER', ['LOCAL-T']],
    [{ systolic: 160, diastolic: 100 }, 'ELIGIBLE', []],
    [{ systolic: 161, diastolic: 101 }, 'DEFER', ['LOCAL-SYS', 'LOCAL-DIA']],
    [{ glucose: 13.9 }, 'ELIGIBLE', []],
    [{ glucose: 14 }, 'DEFER', ['LOCAL-GLU']],
  ] as const)('%j: %s, as local practice', (measures, result, reasons) => {
    expect(run({}, { measures })).toMatchObject({ result, reasons, isLocal: reasons.length > 0 });
  });

  test('a limit of the place beside a national reason is not what decides; every rule behind it is named', () => {
    expect(run({ fever: 'yes' }, { measures: { temperature: 38.5 } })).toMatchObject({
      result: 'DEFER',
      reasons: ['FEVER_TODAY', 'LOCAL-T'],
      isLocal: false,
      ruleIds: ['SCREEN-1', 'S5', 'LOCAL-T'],
    });
  });

  test('every question leads to a condition the rules know, and so does everything that is none', () => {
    const known = new Set(cnCovid19.conditions.map(({ condition }) => condition));
    const named = set.questions.flatMap((question) => [question.condition, ...question.notContraindicated]);
    expect(named.filter((condition) => !known.has(condition))).toEqual([]);
    const harmless = cnCovid19.conditions
      .filter(({ result }) => result === 'ELIGIBLE')
      .map(({ condition }) => condition);
    expect(set.questions.flatMap(({ notContraindicated }) => notContraindicated).toSorted()).toEqual(
      harmless.toSorted(),
    );
  });
});
