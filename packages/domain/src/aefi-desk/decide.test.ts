import { describe, expect, test } from 'vitest';
import { deadlinesOf } from '../aefi/deadlines.ts';
import { caseStanding, decideAefiStep, decideTakeBack, nextSteps, urgencyOf } from './decide.ts';
import type { DeskStep, DoneStep, RecordAefiStep } from './query.ts';

const found = '2026-11-20T02:00:00.000Z';
const hours = (count: number): string => new Date(Date.parse(found) + count * 3_600_000).toISOString();
const mild = {
  areaCode: '222401100200',
  severity: 'not_serious',
  cluster: false,
  majorImpact: false,
  foundAt: found,
} as const;
const death = { ...mild, severity: 'death' } as const;
const step = (name: DeskStep, at: number, over: Partial<DoneStep> = {}): DoneStep => ({
  id: `${name} ${at}`,
  step: name,
  doneAt: hours(at),
  class: name === 'classified' ? 'general' : null,
  ...over,
});
const command = (name: DeskStep, at: number, over: Partial<RecordAefiStep> = {}): RecordAefiStep => ({
  county: '222401',
  aefiId: '018f0000-0000-7000-8000-000000000001',
  step: name,
  doneAt: hours(at),
  class: name === 'classified' ? 'general' : null,
  note: '已核实',
  ...over,
});
const offered = (one: typeof mild | typeof death, steps: DoneStep[], now = hours(100)) => {
  const standing = caseStanding(steps);
  return nextSteps(standing, deadlinesOf({ ...one, done: standing.done }, now));
};

describe('the desk', () => {
  test('offers each step when what comes before it is done', () => {
    expect(offered(mild, [])).toEqual(['card']);
    expect(offered(death, [])).toEqual(['urgent_report', 'card']);
    expect(offered(mild, [step('card', 1)])).toEqual(['investigation']);
    expect(offered(mild, [step('card', 1), step('investigation', 2)])).toEqual(['form', 'classified']);
    const all = [step('card', 1), step('investigation', 2), step('form', 3), step('classified', 4)];
    expect(offered(mild, all)).toEqual(['classified', 'closed']);
    expect(offered(death, all)).toEqual(['urgent_report', 'classified']);
    expect(offered(mild, [...all, step('closed', 5)])).toEqual(['reopened']);
    expect(offered(mild, [...all, step('closed', 5), step('reopened', 6)])).toEqual(['classified', 'closed']);
  });

  test('a step may be entered later than it was done, but not before it could be, and not in the future', () => {
    const at = (one: RecordAefiStep, steps: DoneStep[] = []) =>
      decideAefiStep(one, { one: mild, steps, now: hours(10) });
    expect(at(command('card', 0)).ok).toBe(true);
    expect(at(command('card', 10)).ok).toBe(true);
    expect(at(command('card', 10.1))).toMatchObject({ error: { code: 'bad_input', fields: ['doneAt'] } });
    expect(at(command('card', -1))).toMatchObject({ error: { code: 'bad_input', fields: ['doneAt'] } });
    expect(at(command('investigation', 1), [step('card', 2)])).toMatchObject({ error: { fields: ['doneAt'] } });
    expect(at(command('investigation', 3), [step('card', 2)]).ok).toBe(true);
    expect(at(command('card', 3), [step('card', 2)])).toMatchObject({ error: { code: 'changed_meanwhile' } });
  });

  test('a class needs its name, an end and a new beginning their sentence', () => {
    const steps = [step('card', 1), step('investigation', 2), step('form', 3)];
    const at = (one: RecordAefiStep, more: DoneStep[] = []) =>
      decideAefiStep(one, { one: mild, steps: [...steps, ...more], now: hours(10) });
    expect(at(command('classified', 4, { class: null }))).toMatchObject({ error: { fields: ['class'] } });
    expect(at(command('closed', 5))).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(at(command('closed', 5, { note: '' }), [step('classified', 4)])).toMatchObject({
      error: { fields: ['note'] },
    });
    expect(at(command('closed', 5), [step('classified', 4)]).ok).toBe(true);
  });

  test('a step entered by mistake is taken back, one that others rest on is not', () => {
    const steps = [step('card', 1), step('investigation', 2)];
    expect(decideTakeBack('card 1', steps)).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(decideTakeBack('investigation 2', steps).ok).toBe(true);
    expect(decideTakeBack('nothing', steps)).toMatchObject({ error: { code: 'not_found' } });
  });

  test.each([
    [mild, [], 47.9, false],
    [mild, [], 48.1, true],
    [death, [], 1.9, false],
    [death, [], 2.1, true],
    [mild, [step('card', 1)], 48.9, false],
    [mild, [step('card', 1)], 49.1, true],
    [mild, [step('card', 1), step('investigation', 2)], 169.9, false],
    [mild, [step('card', 1), step('investigation', 2)], 170.1, true],
  ] as const)('clock %#: late by the hour its rule says', (one, steps, at, late) => {
    const { done } = caseStanding(steps);
    expect(urgencyOf(deadlinesOf({ ...one, done }, hours(at))).late).toBe(late);
  });
});
