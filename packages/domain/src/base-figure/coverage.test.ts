import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AreaCode, contains } from '../area/area-code.ts';
import { closedStates, openStates } from '../register/entry-state.ts';
import { coverageFrom, measuresOfMember, memberDifference, type MemberSums } from './coverage.ts';
import { sumByPart, type PlacedNumber } from './parts.ts';

const anEntry = fc.record({
  state: fc.constantFrom(...openStates, ...closedStates),
  doseStatus: fc.constantFrom('none' as const, 'partial' as const, 'complete' as const),
});

const sumsOf = (entries: readonly Parameters<typeof measuresOfMember>[0][]): MemberSums => {
  const sums: MemberSums = {};
  for (const measure of entries.flatMap(measuresOfMember)) sums[measure] = (sums[measure] ?? 0) + 1;
  return sums;
};

describe('coverage', () => {
  test('never passes 100 % and the eligible are never more than all', () => {
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 40 }), fc.nat(10), (entries, withoutEntry) => {
        const coverage = coverageFrom(entries.length + withoutEntry, sumsOf(entries));
        expect(coverage.complete).toBeLessThanOrEqual(coverage.vaccinated);
        expect(coverage.vaccinated).toBeLessThanOrEqual(coverage.all);
        expect(coverage.vaccinatedEligible).toBeLessThanOrEqual(coverage.eligible);
        expect(coverage.completeEligible).toBeLessThanOrEqual(coverage.vaccinatedEligible);
        expect(coverage.eligible).toBeLessThanOrEqual(coverage.all);
      }),
    );
  });

  test('deferring, refusing and being away raise neither share', () => {
    for (const state of openStates)
      expect(memberDifference({ state: 'to_visit', doseStatus: 'none' }, { state, doseStatus: 'none' })).toEqual([]);
  });

  test('a contraindication lowers the eligible and leaves all as it was', () => {
    const before = coverageFrom(10, { vaccinated: 5 });
    const after = coverageFrom(10, { vaccinated: 5, out: 1 });
    expect([after.all, after.eligible]).toEqual([before.all, before.eligible - 1]);
    expect(after.vaccinated / after.all).toBe(before.vaccinated / before.all);
  });

  test('differences of every step add up to the last state', () => {
    fc.assert(
      fc.property(fc.array(anEntry, { minLength: 1, maxLength: 10 }), (states) => {
        const sums: MemberSums = {};
        for (const [at, after] of states.entries())
          for (const { measure, amount } of memberDifference(states[at - 1] ?? null, after))
            sums[measure] = (sums[measure] ?? 0) + amount;
        const last = states.at(-1);
        const expected = last === undefined ? {} : sumsOf([last]);
        expect(Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))).toEqual(expected);
      }),
    );
  });
});

const anArea = fc
  .tuple(
    fc.constantFrom('222401', '222402', '513301'),
    fc.constantFrom('', '100', '101'),
    fc.constantFrom('', '200', '201'),
    fc.constantFrom('', '01'),
  ) // prettier-ignore
  .map(([county, town, village, grid]) =>
    AreaCode.parse(`${county}${town}${town === '' ? '' : village}${town === '' || village === '' ? '' : grid}`),
  );
const placed: fc.Arbitrary<PlacedNumber> = fc.record({ areaCode: anArea, amount: fc.nat(1000) });

describe('the tree of areas', () => {
  test('children add up to the parent at every level, with people known to no village in it', () => {
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 40 }), (numbers) => {
        const areas = ['22', '2224', '222401', '222401100', '222401100200'].map((code) => AreaCode.parse(code));
        for (const area of areas) {
          const inside = numbers.filter(({ areaCode }) => contains(area, areaCode));
          const whole = inside.reduce((sum, { amount }) => sum + amount, 0);
          const parts = sumByPart(area, numbers);
          expect([...parts.values()].reduce((sum, amount) => sum + amount, 0)).toBe(whole);
          // and every child shows as its own total what its parent shows for it
          for (const [code, amount] of parts)
            if (code !== area) {
              const below = sumByPart(AreaCode.parse(code), numbers);
              expect([...below.values()].reduce((sum, one) => sum + one, 0)).toBe(amount);
            }
        }
      }),
    );
  });
});
