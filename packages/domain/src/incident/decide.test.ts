import { expect, test } from 'vitest';
import { decideIncident, incidentStateAfter } from './decide.ts';
import { incidentActs, incidentStates, type IncidentAct, type IncidentState } from './query.ts';

const act = (name: IncidentAct, state: IncidentState, note = '已核实') =>
  decideIncident({ county: '222401', eventId: '018f0000-0000-7000-8000-000000000001', act: name, note }, state).ok;

test('an incident is seen once, closed from any open state, and only a closed one is taken up again', () => {
  const table = incidentActs.map((name) => incidentStates.map((state) => act(name, state)));
  expect(table).toEqual([
    [true, false, false],
    [true, true, false],
    [false, false, true],
  ]);
});

test('closing and reopening need a sentence, seeing does not', () => {
  expect(act('acknowledged', 'new', '')).toBe(true);
  expect(act('closed', 'new', '')).toBe(false);
  expect(act('reopened', 'closed', '.')).toBe(false);
});

test.each([
  [null, 'new'],
  ['acknowledged', 'acknowledged'],
  ['closed', 'closed'],
  ['reopened', 'acknowledged'],
] as const)('after %s it stands at %s', (last, state) => {
  expect(incidentStateAfter(last)).toBe(state);
});
