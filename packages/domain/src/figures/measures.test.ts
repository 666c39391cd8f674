import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedStates, isClosed, openStates } from '../register/entry-state.ts';
import { visitReasons } from '../visit/codes.ts';
import { difference, figuresFrom, isInFigure, measuresOf, type MeasuredEntry } from './measures.ts';

const entry: MeasuredEntry = {
  state: 'refused',
  band: '80+',
  doseStatus: 'partial',
  doseCount: 1,
  ownerId: null,
  origin: 'door',
  visitCount: 2,
  refusalReason: 'T1',
  nextDate: '2026-12-01',
};

const anEntry: fc.Arbitrary<MeasuredEntry> = fc
  .record({
    state: fc.constantFrom(...openStates, ...closedStates),
    band: fc.constantFrom('80+' as const, '60-79' as const),
    doseStatus: fc.constantFrom('none' as const, 'partial' as const, 'complete' as const),
    doseCount: fc.nat(4),
    ownerId: fc.constantFrom(null, 'u1'),
    origin: fc.constantFrom('base' as const, 'birthday' as const, 'door' as const),
    visitCount: fc.nat(3),
    refusalReason: fc.constantFrom(null, ...visitReasons),
    nextDate: fc.constantFrom(null, '2026-11-21', '2026-11-22', '2026-12-01'),
  })
  .map((one) => (isClosed(one.state) ? { ...one, nextDate: null } : one));

const sumOf = (maps: Iterable<ReadonlyMap<string, number>>): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const map of maps) for (const [key, amount] of map) sums.set(key, (sums.get(key) ?? 0) + amount);
  for (const [key, amount] of sums) if (amount === 0) sums.delete(key);
  return sums;
};

describe('what one entry adds', () => {
  test('an elder found at the door who refused', () => {
    expect(Object.fromEntries(measuresOf(entry))).toEqual({
      registered: 1,
      visited: 1,
      refused: 1,
      'refused:T1': 1,
      vaccinated: 1,
      withoutOwner: 1,
      doorFound: 1,
      open: 1,
      doses: 1,
      'due:2026-12-01': 1,
      'state:refused': 1,
      'band:80+': 1,
    });
  });

  test.each(['merged', 'not_target'] as const)('an entry that is %s stands for nobody', (state) => {
    expect([...measuresOf({ ...entry, state }).keys()]).toEqual([`state:${state}`]);
  });

  test('a closed entry needs no owner and is never overdue', () => {
    const measures = measuresOf({ ...entry, state: 'deceased', nextDate: null });
    expect(measures.get('closed')).toBe(1);
    expect(measures.has('withoutOwner')).toBe(false);
  });
});

describe('figures', () => {
  test('equal the rows that they open', () => {
    const keys = [
      'registered',
      'visited',
      'agreed',
      'refused',
      'vaccinated',
      'complete',
      'overdue',
      'withoutOwner',
      'doorFound',
      'open',
    ] as const;
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 30 }), (entries) => {
        const figures = figuresFrom(sumOf(entries.map(measuresOf)), '2026-11-22');
        for (const key of keys)
          expect(figures[key]).toBe(entries.filter((one) => isInFigure(key, one, '2026-11-22')).length);
        expect(figures.registered).toBe(
          figures.open + entries.filter((one) => isInFigure('closed', one, '2026-11-22')).length,
        );
        expect(figures.registered - figures.visited).toBe(
          entries.filter((one) => isInFigure('notVisited', one, '')).length,
        );
        const byReason = Object.values(figures.refusedBy).reduce((sum, amount) => sum + amount, 0);
        expect(byReason).toBeLessThanOrEqual(figures.refused);
      }),
    );
  });

  test('due today is not overdue, due yesterday is', () => {
    const figures = figuresFrom(
      new Map([
        ['due:2026-11-22', 3],
        ['due:2026-11-21', 2],
      ]),
      '2026-11-22',
    );
    expect(figures.overdue).toBe(2);
  });
});

describe('differences', () => {
  test('of every step add up to the last state', () => {
    fc.assert(
      fc.property(fc.array(anEntry, { minLength: 1, maxLength: 12 }), (states) => {
        const steps = states.map((after, at) => difference(states[at - 1] ?? null, after));
        const last = states.at(-1);
        expect(sumOf(steps)).toEqual(last === undefined ? new Map() : measuresOf(last));
      }),
    );
  });

  test('of nothing are nothing, and of a removal take everything back', () => {
    expect(difference(entry, entry).size).toBe(0);
    expect(sumOf([measuresOf(entry), difference(entry, null)]).size).toBe(0);
  });
});
