import { describe, expect, test } from 'vitest';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { findRule } from '../rule.ts';
import { questionSets, type Answer, type ScreeningQuestion } from '../screening/questions.ts';
import { screen } from '../screening/screen.ts';
import { faultsOfBody, RuleBody } from './body.ts';
import { rulesFor } from './clinic-rules.ts';
import { followQuestions, newestSet } from './follow-questions.ts';

const [shipped] = questionSets;
if (shipped === undefined) throw new Error('no set');
const dialysis: ScreeningQuestion = {
  id: 'DIALYSIS',
  condition: 'DIALYSIS',
  notContraindicated: ['DIABETES_STABLE'],
  result: 'DEFER',
  text: '今天是透析日吗？',
  teach: '规律透析不是禁忌。',
};
const change = {
  from: '2026-12-01',
  place: '2224',
  source: '州专家组 2026-11-23',
  questions: [...shipped.questions, dialysis],
  recheckAfterDays: 3,
  consultWithinHours: 24,
};
const follow = (more: object = {}) => {
  const found = followQuestions(questionSets, { ...change, ...more });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};

describe('other questions from a day on', () => {
  const sets = follow();
  const rules = rulesFor([{ place: '2224', body: { kind: 'questions', sets } }], '222401001001');
  const run = (answers: Record<string, Answer>) => {
    const set = newestSet(sets);
    if (set === undefined) throw new Error('no set');
    const no = Object.fromEntries(set.questions.map(({ id }) => [id, 'no' as const]));
    return screen(
      { answers: { ...no, ...answers }, measures: {}, recheckOn: null, day: '2026-12-01' },
      set,
      cnCovid19,
      [],
    );
  };

  test('the set before is asked until the day before, and stays for the answers given to it', () => {
    expect(faultsOfBody({ kind: 'questions', sets })).toEqual([]);
    expect(RuleBody.parse(JSON.parse(JSON.stringify({ kind: 'questions', sets })))).toEqual({
      kind: 'questions',
      sets,
    });
    expect(findRule(rules.questionSets, '2026-11-30')?.id).toBe('SCREEN-1');
    expect(findRule(rules.questionSets, '2026-12-01')).toMatchObject({
      id: 'SCREEN-2224-2',
      version: 2,
      scope: '2224',
    });
    expect(findRule(rulesFor([], '222401').questionSets, '2026-12-01')?.id).toBe('SCREEN-1');
    expect(newestSet([])).toBeUndefined();
  });

  test('a question of its own says itself what a yes means, and the gravest answer decides', () => {
    expect(run({})).toMatchObject({ result: 'ELIGIBLE', reasons: [] });
    expect(run({ DIALYSIS: 'yes' })).toMatchObject({
      result: 'DEFER',
      reasons: ['DIALYSIS'],
      deferredUntil: '2026-12-04',
    });
    expect(run({ DIALYSIS: 'yes', fever: 'yes' })).toMatchObject({
      result: 'DEFER',
      reasons: ['DIALYSIS', 'FEVER_TODAY'],
    });
    expect(run({ DIALYSIS: 'yes', terminal: 'yes' })).toMatchObject({ result: 'CONTRAINDICATED' });
    expect(run({ DIALYSIS: 'unsure' })).toMatchObject({
      result: 'DEFER',
      consult: { questions: ['DIALYSIS'], withinHours: 24 },
    });
  });

  test('its own meaning stands before that of the table, also where it is no obstacle', () => {
    const asked = {
      ...shipped,
      questions: shipped.questions.map((one) => (one.id === 'fever' ? { ...one, result: 'ELIGIBLE' as const } : one)),
    };
    const answers = Object.fromEntries(
      asked.questions.map(({ id }) => [id, id === 'fever' ? ('yes' as const) : ('no' as const)]),
    );
    expect(screen({ answers, measures: {}, recheckOn: null, day: '2026-12-01' }, asked, cnCovid19, [])).toMatchObject({
      result: 'ELIGIBLE',
      reasons: [],
    });
  });

  test('no set is changed on or before its first day', () => {
    expect(followQuestions(sets, change)).toEqual({ ok: false, error: { code: 'bad_input', fields: ['from'] } });
    expect(followQuestions(sets, { ...change, from: '2026-12-02' })).toMatchObject({
      ok: true,
      value: [{ validTo: '2026-11-30' }, { validTo: '2026-12-01' }, { id: 'SCREEN-2224-3' }],
    });
    expect(followQuestions([], change)).toEqual({ ok: false, error: { code: 'not_found' } });
  });
});

test.each([
  [follow({ questions: [dialysis, dialysis] }), ['twice DIALYSIS']],
  [follow({ questions: [{ id: 'X', condition: 'X', notContraindicated: [] }] }), ['question X']],
  [follow({ questions: [{ id: 'X', condition: 'X', notContraindicated: [], text: '？' }] }), ['question X']],
  [follow({ questions: [{ id: 'X', condition: 'X', notContraindicated: [], result: 'DEFER' }] }), ['question X']],
  [follow({ questions: [{ ...dialysis, notContraindicated: ['ZZ'] }] }), ['question DIALYSIS']],
  [[shipped, shipped], ['twice SCREEN-1', 'period SCREEN-1']],
  [[shipped, { ...shipped, id: 'S2', validFrom: '2026-01-01' }], ['period SCREEN-1']],
  [[{ ...shipped, validTo: '2026-01-01' }, { ...shipped, id: 'S2', validFrom: '2026-01-01' }], ['period SCREEN-1']],
  [[{ ...shipped, validTo: '2025-12-31' }, { ...shipped, id: 'S2', validFrom: '2026-01-01' }], []],
  [[{ ...shipped, validTo: '2021-03-28' }], ['period SCREEN-1']],
])('%#: sets that cannot be asked are refused: %j', (sets, faults) => {
  expect(faultsOfBody({ kind: 'questions', sets })).toEqual(faults);
}); // prettier-ignore
