import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planVials } from './plan-vials.ts';

const stops = fc
  .array(fc.constantFrom('INACT', 'SUB_CHO', null), { maxLength: 30 })
  .map((products) => products.map((product, index) => ({ id: String(index), product })));
const use = fc.record({
  dosesPerVial: fc.integer({ min: 1, max: 10 }),
  openMinutes: fc.integer({ min: 0, max: 480 }),
  minutesPerStop: fc.integer({ min: 30, max: 120 }),
});

describe('vials for a round', () => {
  it('opens a second vial when the first has been open for too long', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, product: 'INACT' }));
    const vials = planVials(five, { dosesPerVial: 5, openMinutes: 120, minutesPerStop: 60 });
    expect(vials).toEqual([
      { product: 'INACT', openedAt: 0, stopIds: ['a', 'b', 'c'], unused: 2 },
      { product: 'INACT', openedAt: 180, stopIds: ['d', 'e'], unused: 3 },
    ]);
  });

  it('gives everybody one dose of the right vaccine out of a vial that still holds', () => {
    fc.assert(
      fc.property(stops, use, (round, rule) => {
        const vials = planVials(round, rule);
        const wanted = round.filter(({ product }) => product !== null).map(({ id }) => id);
        expect(vials.flatMap(({ stopIds }) => stopIds).toSorted()).toEqual(wanted.toSorted());
        for (const vial of vials) {
          expect(vial.stopIds.length + vial.unused).toBe(rule.dosesPerVial);
          for (const id of vial.stopIds) {
            expect(round[Number(id)]?.product).toBe(vial.product);
            expect(Number(id) * rule.minutesPerStop - vial.openedAt).toBeLessThanOrEqual(rule.openMinutes);
          }
        }
        expect(vials.length).toBeGreaterThanOrEqual(Math.ceil(wanted.length / rule.dosesPerVial));
      }),
    );
  });
});
