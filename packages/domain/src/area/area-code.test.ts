import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AreaCode, contains, countyOf, levelOf, parentOf, rangeOf, smallestCommonArea } from './area-code.ts';

const widths = [2, 4, 6, 9, 12, 14];
const anArea = fc
  .tuple(fc.constantFrom(...widths), fc.array(fc.constantFrom('0', '1', '9'), { minLength: 14, maxLength: 14 }))
  .map(([width, digits]) => AreaCode.parse(digits.join('').slice(0, width)));

describe('area codes', () => {
  test.each(['', '5', '51330', '5133012', '513301001001001', '51330a', ' 5133'])('%j is none', (text) => {
    expect(AreaCode.safeParse(text).success).toBe(false);
  });

  test('have a level by their length, and the areas above them', () => {
    const grid = AreaCode.parse('22240100100101');
    const up = [];
    for (let code: AreaCode | undefined = grid; code !== undefined; code = parentOf(code)) up.push(levelOf(code));
    expect(up).toEqual(['grid', 'village', 'township', 'county', 'prefecture', 'province']);
    expect(countyOf(grid)).toBe('222401');
    expect(() => countyOf(AreaCode.parse('2224'))).toThrow();
  });

  test('are inside one another exactly when one begins with the other', () => {
    fc.assert(
      fc.property(anArea, anArea, (a, b) => {
        expect(contains(a, b)).toBe(b.startsWith(a));
      }),
    );
  });

  test('make ranges that end behind 99 too', () => {
    expect(rangeOf(AreaCode.parse('99'))).toEqual({ gte: '99', lt: '9:' });
    expect(contains(AreaCode.parse('99'), AreaCode.parse('999999'))).toBe(true);
    expect(rangeOf(AreaCode.parse('0999'))).toEqual({ gte: '0999', lt: '1000' });
  });

  test('have a smallest area around them, if they share a province', () => {
    fc.assert(
      fc.property(fc.array(anArea, { minLength: 1, maxLength: 4 }), (codes) => {
        const common = smallestCommonArea(codes);
        if (common !== undefined) for (const code of codes) expect(contains(common, code)).toBe(true);
      }),
    );
    expect(smallestCommonArea([AreaCode.parse('2224'), AreaCode.parse('5133')])).toBeUndefined();
  });
});
