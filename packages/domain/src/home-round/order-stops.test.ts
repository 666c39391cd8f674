import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kilometresBetween, kilometresOf, orderStops, type Stop } from './order-stops.ts';

const position = fc.record({
  latitude: fc.double({ min: 42, max: 44, noNaN: true }),
  longitude: fc.double({ min: 128, max: 131, noNaN: true }),
});
const stop = (place: fc.Arbitrary<Stop['position']>) =>
  fc.record({
    areaCode: fc.constantFrom('222401001001', '222401001002', '222401002001'),
    address: fc.option(fc.constantFrom('1组9号', '1组10号', '2组1号')),
    position: place,
  });
const round = (place: fc.Arbitrary<Stop['position']>, maxLength = 12) =>
  fc
    .array(stop(place), { maxLength })
    .map((stops): Stop[] => stops.map((each, index) => ({ ...each, id: `stop-${index}` })));

const idsOf = (stops: readonly Stop[]): string[] => stops.map(({ id }) => id);
const lengthOf = (stops: readonly Stop[]): number =>
  kilometresOf(stops).reduce<number>((sum, leg) => sum + (leg ?? 0), 0);

describe('the order of a round', () => {
  it('knows how far it is from Yanji to Tumen', () => {
    const yanji = { latitude: 42.8914, longitude: 129.5086 };
    const tumen = { latitude: 42.968, longitude: 129.8437 };
    expect(kilometresBetween(yanji, tumen)).toBeCloseTo(28.6, 0);
  });

  it('goes by village and house number where no position is known', () => {
    const at = (id: string, areaCode: string, address: string): Stop => ({ id, areaCode, address, position: null });
    const stops = [at('a', '222401002001', '3号'), at('b', '222401001001', '10号'), at('c', '222401001001', '9号')];
    expect(idsOf(orderStops(stops))).toEqual(['c', 'b', 'a']);
  });

  it('visits everybody once, in whatever order they are listed', () => {
    fc.assert(
      fc.property(round(fc.option(position)), (stops) => {
        const way = idsOf(orderStops(stops));
        expect(way.toSorted()).toEqual(idsOf(stops).toSorted());
        expect(idsOf(orderStops(stops.toReversed()))).toEqual(way);
      }),
    );
  });

  it('is never longer than the order of the villages, and no turn of a part of it is shorter', () => {
    fc.assert(
      fc.property(round(position), (stops) => {
        const way = orderStops(stops);
        const villages = orderStops(stops.map((each) => ({ ...each, position: null })));
        const known = new Map(stops.map((each) => [each.id, each]));
        const byVillage = villages.flatMap(({ id }) => known.get(id) ?? []);
        expect(lengthOf(way)).toBeLessThanOrEqual(lengthOf(byVillage) + 1e-6);
        for (let from = 0; from < way.length; from++)
          for (let to = from + 1; to < way.length; to++) {
            const turned = [...way.slice(0, from), ...way.slice(from, to + 1).reverse(), ...way.slice(to + 1)];
            expect(lengthOf(way)).toBeLessThanOrEqual(lengthOf(turned) + 1e-5);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('finds the way along a road, whatever the house numbers say', () => {
    const along = [3, 0, 4, 1, 2].map((km, index): Stop => ({
      id: String(km),
      areaCode: '222401001001',
      address: `${index}号`,
      position: { latitude: 42.9, longitude: 129.5 + km / 80 },
    }));
    expect([['0', '1', '2', '3', '4'], ['4', '3', '2', '1', '0']]).toContainEqual(idsOf(orderStops(along))); // prettier-ignore
  });

  it('puts a door without a position behind its village', () => {
    const near = { latitude: 42.9, longitude: 129.5 };
    const far = { latitude: 43.4, longitude: 130.2 };
    const stops: Stop[] = [
      { id: 'far', areaCode: '222401009001', address: null, position: far },
      { id: 'unknown', areaCode: '222401001001', address: '2号', position: null },
      { id: 'near', areaCode: '222401001001', address: '1号', position: near },
    ];
    const way = idsOf(orderStops(stops));
    expect(way.indexOf('unknown')).toBe(way.indexOf('near') + 1);
  });
});
