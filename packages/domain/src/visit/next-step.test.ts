import { describe, expect, test } from 'vitest';
import { visitOutcomes } from './codes.ts';
import { visitRules } from './next-step-rules.ts';
import type { PastVisit } from './attempts.ts';
import { proposeNextStep } from './next-step.ts';

const today = '2026-11-22';
const propose = (outcome: (typeof visitOutcomes)[number], history: PastVisit[] = [], at = today) =>
  proposeNextStep(outcome, history, at, visitRules);

/** The table of the README, row by row. */
const table = [
  ['01', 'vaccinated already', 'exemption_claimed', 'verify', '2026-11-29', '2026-11-29'],
  ['02', 'agreed', 'agreed', 'book', '2026-11-29', '2026-11-29'],
  ['03', 'undecided', 'undecided', 'revisit', '2026-11-29', '2026-11-29'],
  ['04', 'refused', 'refused', 'revisit', '2026-12-22', '2026-12-22'],
  ['05', 'deferred medically', 'deferred', 'recheck', null, '2026-12-06'],
  ['06', 'contraindication claimed', 'exemption_claimed', 'verify', '2026-11-29', '2026-11-29'],
  ['07', 'carer must decide', 'undecided', 'revisit', '2026-11-29', '2026-11-29'],
  ['08', 'not home', 'to_visit', 'visit', '2026-11-24', '2026-11-24'],
  ['09', 'temporarily away', 'away', 'revisit', null, '2026-12-22'],
  ['10', 'moved', 'exemption_claimed', 'verify', '2026-11-29', '2026-11-29'],
  ['11', 'deceased', 'exemption_claimed', 'verify', '2026-11-29', '2026-11-29'],
  ['12', 'wrong address', 'to_visit', 'find_address', '2026-11-29', '2026-11-29'],
  ['13', 'duplicate', 'exemption_claimed', 'verify', '2026-11-29', '2026-11-29'],
  ['14', 'isolated or unsafe', 'away', 'revisit', null, '2026-12-06'],
  ['15', 'in an institution', 'to_visit', 'visit_institution', '2026-11-29', '2026-11-29'],
  ['16', 'wrong age or not target', 'exemption_claimed', 'verify', '2026-11-29', '2026-11-29'],
] as const;

describe('what a visit leads to', () => {
  test.each(table)(
    '%s %s: %s, %s on %s, or %s if nobody says',
    (outcome, _words, state, action, nextDate, fallbackDate) => {
      const needsDate = nextDate === null;
      expect(propose(outcome)).toEqual({ state, action, nextDate, needsDate, fallbackDate, ruleId: `V${outcome}` });
    },
  );

  test('the table covers every outcome once', () => {
    expect(table.map(([outcome]) => outcome)).toEqual([...visitOutcomes]);
  });

  test('no outcome closes an entry', () => {
    const open = ['to_visit', 'undecided', 'agreed', 'deferred', 'refused', 'away', 'unreachable', 'exemption_claimed'];
    for (const outcome of visitOutcomes) expect(open).toContain(propose(outcome).state);
  });
});

describe('knocking in vain', () => {
  const knock = (occurredAt: string, outcome: PastVisit['outcome'] = '08'): PastVisit => ({ occurredAt, outcome });
  const morning20 = '2026-11-20T01:00:00Z';
  const evening20 = '2026-11-20T11:00:00Z';
  const morning21 = '2026-11-21T01:00:00Z';
  const evening22 = '2026-11-22T11:00:00Z';
  const morning22 = '2026-11-22T01:00:00Z';

  test('three times on two days and at two parts of the day is unreachable, for fourteen days', () => {
    expect(propose('08', [knock(morning20), knock(morning21)], evening22)).toMatchObject({
      state: 'unreachable',
      action: 'revisit',
      nextDate: '2026-12-06',
      ruleId: 'V08U',
    });
  });

  test.each([
    ['twice', [knock(morning20)], evening22],
    ['three times, always in the morning', [knock(morning20), knock(morning21)], morning22],
    ['three times on one day', [knock('2026-11-22T01:00:00Z'), knock('2026-11-22T05:00:00Z')], evening22],
    ['three times in more than fourteen days', [knock('2026-11-08T01:00:00Z'), knock(morning21)], evening22],
    ['twice since somebody was met', [knock(morning20), knock(evening20, '03'), knock(morning21)], evening22],
  ])('%s is tried again in two days', (_what, history, at) => {
    expect(propose('08', history, at)).toMatchObject({ state: 'to_visit', nextDate: '2026-11-24' });
  });

  test('the thirteenth day before still counts', () => {
    expect(propose('08', [knock('2026-11-09T01:00:00Z'), knock(morning21)], evening22).state).toBe('unreachable');
  });

  test('the order in which the knocks are listed does not matter', () => {
    expect(propose('08', [knock(morning21), knock(morning20)], evening22).state).toBe('unreachable');
  });
});

describe('a refusal is respected', () => {
  test('who refused is asked once more after thirty days; after a second no, the entry rests for half a year', () => {
    const before: PastVisit[] = [{ occurredAt: '2026-10-20T02:00:00Z', outcome: '04' }];
    expect(propose('04').nextDate).toBe('2026-12-22');
    expect(propose('04', before)).toMatchObject({ state: 'refused', nextDate: '2027-05-21', ruleId: 'V04R' });
  });
});

test('a visit dated before any rule, or without rules at all, still has a next step', () => {
  expect(propose('02', [], '1970-01-01')).toMatchObject({ state: 'agreed', nextDate: '1970-01-08' });
  const none = { nextSteps: [], unreachable: [], refusals: [], firstVisits: [] };
  expect(proposeNextStep('02', [], today, none)).toMatchObject({ state: 'to_visit', nextDate: today });
});

test('a rule that changed on a day holds from that day on', () => {
  const [rule] = visitRules.nextSteps.filter((row) => row.outcome === '03');
  if (rule === undefined) throw new Error('no rule');
  const nextSteps = [
    { ...rule, validTo: '2026-11-30' },
    { ...rule, id: 'V03b', validFrom: '2026-12-01', afterDays: 3 },
  ];
  const on = (day: string) => proposeNextStep('03', [], day, { ...visitRules, nextSteps }).nextDate;
  expect([on('2026-11-30'), on('2026-12-01')]).toEqual(['2026-12-07', '2026-12-04']);
});
