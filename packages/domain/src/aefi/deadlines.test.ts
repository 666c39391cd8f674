import { describe, expect, test } from 'vitest';
import { deadlinesOf, isReportable, type AefiCase } from './deadlines.ts';
import { aefiDeadlines, aefiReactions, reportWindows } from './rules.ts';

const aCase = (more: Partial<AefiCase> = {}): AefiCase => ({
  areaCode: '222401',
  severity: 'not_serious',
  cluster: false,
  majorImpact: false,
  foundAt: '2022-12-10T01:00:00.000Z',
  done: {},
  ...more,
});
const statesOf = (one: AefiCase, now: string) => deadlinesOf(one, now).map(({ step, state }) => `${step} ${state}`);

describe('the clock of a case', () => {
  test.each([
    ['2022-12-12T01:00:00.000Z', 'card open'],
    ['2022-12-12T01:00:00.001Z', 'card late'],
  ])('at %s: %s', (now, card) => {
    expect(statesOf(aCase(), now)).toEqual([card, 'investigation waiting', 'form waiting']);
  });

  test('each step starts the clock of the next one', () => {
    const done = { card: '2022-12-11T00:00:00.000Z', investigation: '2022-12-13T00:00:00.000Z' };
    expect(deadlinesOf(aCase({ done }), '2022-12-20T00:00:00.000Z')).toMatchObject([
      { step: 'card', state: 'done' },
      { step: 'investigation', state: 'done', dueAt: '2022-12-13T00:00:00.000Z' },
      { step: 'form', state: 'open', dueAt: '2022-12-20T00:00:00.000Z' },
    ]);
    expect(statesOf(aCase({ done }), '2022-12-20T00:00:00.001Z').at(-1)).toBe('form late');
    expect(statesOf(aCase({ done: { card: '2022-12-12T01:00:01.000Z' } }), '2022-12-13T00:00:00.000Z')[0]).toBe(
      'card done_late',
    );
  });

  test.each([
    { severity: 'death' },
    { severity: 'severe_disability' },
    { cluster: true },
    { majorImpact: true },
  ] as const)('%j is told within two hours', (more) => {
    const [urgent] = deadlinesOf(aCase(more), '2022-12-10T02:00:00.000Z');
    expect(urgent).toEqual({
      step: 'urgent_report',
      dueAt: '2022-12-10T03:00:00.000Z',
      doneAt: null,
      state: 'open',
      ruleId: 'AEFI-2H',
    });
  });

  test('a row of the place comes before the national one, from its first day on', () => {
    const [national] = aefiDeadlines.filter(({ step }) => step === 'card');
    if (national === undefined) throw new Error('no row');
    const local = { ...national, id: 'LOCAL-2H', scope: '2224', hours: 2, validFrom: '2025-01-01' };
    const rows = [...aefiDeadlines, local];
    const ruleOf = (one: AefiCase) => deadlinesOf(one, one.foundAt, rows).find(({ step }) => step === 'card')?.ruleId;
    expect(ruleOf(aCase({ foundAt: '2024-12-31T01:00:00.000Z' }))).toBe('AEFI-48H');
    expect(ruleOf(aCase({ foundAt: '2024-12-31T17:00:00.000Z' }))).toBe('LOCAL-2H');
    expect(ruleOf(aCase({ foundAt: '2025-06-01T01:00:00.000Z', areaCode: '513301' }))).toBe('AEFI-48H');
  });
});

describe('which row holds', () => {
  const [card] = aefiDeadlines.filter(({ step }) => step === 'card');
  if (card === undefined) throw new Error('no row');
  const ruleWith = (...rows: (typeof card)[]) => deadlinesOf(aCase(), '2022-12-10T02:00:00.000Z', rows)[0]?.ruleId;
  const prefecture = { ...card, id: 'PREFECTURE', scope: '2224' };
  const county = { ...card, id: 'COUNTY', scope: '222401' };

  test('the smaller the area, the nearer its row, in whatever order they stand', () => {
    expect(ruleWith(card, prefecture, county)).toBe('COUNTY');
    expect(ruleWith(county, prefecture, card)).toBe('COUNTY');
    expect(ruleWith(card, { ...prefecture, scope: '2' })).toBe('PREFECTURE');
  });

  test('of two rows of one place the younger holds', () => {
    const younger = { ...card, id: 'YOUNGER', validFrom: '2022-06-01' };
    expect(ruleWith(card, younger)).toBe('YOUNGER');
    expect(ruleWith(younger, card)).toBe('YOUNGER');
  });

  test('without a row a step has no clock; a step that came before its clock began is done, not late', () => {
    expect(deadlinesOf(aCase(), '2022-12-10T02:00:00.000Z', [])).toEqual([]);
    const done = { form: '2022-12-11T00:00:00.000Z' };
    expect(statesOf(aCase({ done }), '2022-12-11T00:00:00.000Z').at(-1)).toBe('form done');
  });
});

describe('what is reported', () => {
  test.each([
    ['anaphylactic_shock', '2022-12-02', true],
    ['anaphylactic_shock', '2022-12-03', false],
    ['fever_38_6', '2022-12-06', true],
    ['fever_38_6', '2022-12-07', false],
    ['rash', '2022-12-16', true],
    ['rash', '2022-12-17', false],
    ['guillain_barre', '2023-01-12', true],
    ['guillain_barre', '2023-01-13', false],
    ['brachial_neuritis', '2023-03-01', true],
    ['brachial_neuritis', '2023-03-02', false],
    ['rash', '2022-11-30', false],
    ['syncope', '2022-12-01', true],
    ['something_else', '2022-12-02', null],
  ])('%s beginning on %s after a dose on 2022-12-01: %s', (reaction, onset, reportable) => {
    expect(isReportable(reaction, '2022-12-01', onset)).toBe(reportable);
  });

  test('no reaction has two windows', () => {
    expect(new Set(aefiReactions).size).toBe(aefiReactions.length);
    expect(reportWindows.map(({ withinDays }) => withinDays)).toEqual([1, 5, 15, 42, 90]);
  });
});
