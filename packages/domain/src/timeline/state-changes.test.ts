import { expect, test } from 'vitest';
import { inTimelineOrder } from './query.ts';
import { stateChangesOf, type History } from './state-changes.ts';

const campaign = {
  referenceDate: '2026-11-02',
  opensOn: '2026-11-02',
  deadline: '2027-01-01',
  targetRule: { minAge: 60 },
};
const nothing: History = { campaign, birthDate: '1942-03-05', visits: [], doses: [], care: [] };
const [worker, supervisor] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
const closeId = '018f0000-0000-7000-8000-0000000000c1';
const dead = {
  id: closeId,
  occurredAt: '2026-11-10T02:00:00.000Z',
  userId: worker,
  voided: false,
  voidedAt: null,
  facts: { kind: 'close.request', code: 'C4', evidence: ['death_source'] },
} as const;
const agreed = {
  id: '018f0000-0000-7000-8000-0000000000c2',
  occurredAt: '2026-11-11T02:00:00.000Z',
  userId: supervisor,
  voided: false,
  voidedAt: null,
  facts: { kind: 'close.agree', closeId, agreed: true },
} as const;

test('a closing has the moment of the second word, and somebody met alive afterwards is open again', () => {
  const met = {
    id: '018f0000-0000-7000-8000-0000000000a1',
    occurredAt: '2026-11-12T02:00:00.000Z',
    outcome: '02' as const,
    reasons: [],
    nextDate: null,
    voided: false,
    voidedAt: null,
  };
  const care = [
    { ...dead, facts: { ...dead.facts, evidence: [...dead.facts.evidence] } },
    { ...agreed, facts: { ...agreed.facts } },
  ];
  expect(stateChangesOf({ ...nothing, visits: [met], care })).toMatchObject([
    { at: agreed.occurredAt, from: 'exemption_claimed', state: 'deceased' },
    { at: met.occurredAt, from: 'deceased', state: 'agreed' },
  ]);
});

test('an entry that was complete is open again from the moment a dose was declared void', () => {
  const dose = { id: 'd1', product: 'AD5_IM' as const, givenOn: '2026-05-01', voided: true };
  const changes = stateChangesOf({ ...nothing, doses: [{ ...dose, voidedAt: '2026-11-20T01:00:00.000Z' }] });
  expect(changes.map(({ at, state }) => [at, state === 'complete'])).toEqual([
    ['2026-05-01', true],
    ['2026-11-20T01:00:00.000Z', false],
  ]);
});

test('where nothing happened nothing changed', () => {
  expect(stateChangesOf(nothing)).toEqual([]);
});

test('the newest stands first, a mere day at its beginning', () => {
  const event = { kind: 'asked' } as const;
  const rows = [
    { id: 'a', at: '2026-11-10', event },
    { id: 'b', at: '2026-11-10T02:00:00.000Z', event },
    { id: 'c', at: '2026-11-09T15:00:00.000Z', event },
    { id: 'd', at: '2026-11-09T17:00:00.000Z', event: { kind: 'entered' as const } },
    { id: 'e', at: '2026-11-09T17:00:00.000Z', event: { kind: 'closed' as const } },
  ];
  expect(rows.toSorted(inTimelineOrder).map(({ id }) => id)).toEqual(['b', 'e', 'd', 'a', 'c']);
});
