import { expect, test } from 'vitest';
import type { CareEvent } from '../care/event.ts';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { judgeRecord, reactionsOf, type UnjudgedDose } from './judge.ts';

const dose = (id: string, givenOn: string, over: Partial<UnjudgedDose> = {}): UnjudgedDose => ({
  id,
  product: 'INACT',
  givenOn,
  givenAt: null,
  recordedAt: '2026-11-01T00:00:00.000Z',
  origin: 'file',
  voided: false,
  lot: null,
  expiry: null,
  traceCode: null,
  site: null,
  route: null,
  amount: null,
  vaccinatorName: null,
  ...over,
});
const person = { birthDate: '1942-03-05', asOf: '2026-11-22', table: cnCovid19 };
const event = (id: string, occurredAt: string, facts: CareEvent['facts']): CareEvent => ({
  id,
  occurredAt,
  userId: 'u',
  voided: false,
  facts,
});

test('doses are numbered as they count; a void one and one too early have no number', () => {
  const doses = [
    dose('c', '2021-06-20'),
    dose('a', '2021-04-01'),
    dose('b', '2021-04-10'),
    dose('x', '2021-04-05', { voided: true }),
  ];
  const judged = judgeRecord(doses, [], person);
  expect(judged.doses.map(({ id, number }) => [id, number])).toEqual([
    ['a', 1],
    ['x', null],
    ['b', null],
    ['c', 2],
  ]);
  expect(judged.doses.find(({ id }) => id === 'x')?.verdict).toBeNull();
});

test('who was found to have a contraindication is not called due, and a later screening decides', () => {
  const screening = { kind: 'screening.record', setId: 'S', reasons: [], isLocal: false, deferredUntil: null, consult: [], ruleIds: [] } as const; // prettier-ignore
  const facts = { ...screening, reasons: [], consult: [], ruleIds: [] };
  const no = event('1', '2026-11-20T02:00:00.000Z', { ...facts, result: 'CONTRAINDICATED' });
  const yes = event('2', '2026-11-21T02:00:00.000Z', { ...facts, result: 'ELIGIBLE' });
  expect(judgeRecord([], [no], person).standing).toBe('contraindicated');
  expect(judgeRecord([], [yes, no], person).standing).not.toBe('contraindicated');
});

test('a reaction goes on until a later call finds the person well', () => {
  const report = { kind: 'aefi.report', doseId: 'd', onsetAt: '2026-11-20T03:00:00.000Z', seenOn: null, reactions: ['rash'], hospitalised: false, found: 'passive', cluster: false, majorImpact: false, doseNumber: null } as const; // prettier-ignore
  const call = { kind: 'followUp.record', doseId: 'd', slot: '48h', nextTryOn: null } as const;
  const aefi = event('1', '2026-11-20T04:00:00.000Z', { ...report, reactions: ['rash'], severity: 'serious' });
  const before = event('2', '2026-11-20T01:00:00.000Z', { ...call, result: 'well' });
  const after = event('3', '2026-11-22T01:00:00.000Z', { ...call, result: 'well' });
  expect(reactionsOf([before, aefi])).toMatchObject([{ id: '1', outcome: 'ongoing' }]);
  expect(reactionsOf([before, aefi, after])).toMatchObject([{ outcome: 'resolved' }]);
  const death = event('4', '2026-11-20T04:00:00.000Z', { ...report, reactions: [], severity: 'death' });
  expect(reactionsOf([death, after])).toMatchObject([{ outcome: 'fatal' }]);
});
