import { describe, expect, it } from 'vitest';
import { divisionsOf, isShippedPrefecture, shippedPrefectures } from './divisions.ts';

describe('the shipped divisions', () => {
  it.each([
    ['2224', { county: 8, township: 118, village: 1525 }],
    ['5133', { county: 18, township: 289, village: 2253 }],
  ] as const)('prefecture %s is complete down to its villages', (prefecture, expected) => {
    const divisions = divisionsOf(prefecture);
    const count = (level: string) => divisions.filter((division) => division.level === level).length;
    expect({ county: count('county'), township: count('township'), village: count('village') }).toEqual(expected);
    expect([count('province'), count('prefecture')]).toEqual([1, 1]);
  });

  it.each(shippedPrefectures)('in %s every area has its parent before it and occurs once', (prefecture) => {
    const seen = new Set<string>();
    for (const division of divisionsOf(prefecture)) {
      if (division.parentCode !== null) expect(seen.has(division.parentCode)).toBe(true);
      expect(seen.has(division.code)).toBe(false);
      expect(division.nameZh).toMatch(/^\S+$/);
      seen.add(division.code);
    }
  });

  it('carries Chaoxian names for Yanbian and Tibetan names for Ganzi, and none where they are not certain', () => {
    const yanbian = divisionsOf('2224');
    expect(yanbian.find((division) => division.code === '222405')?.nameKo).toBe('룡정시');
    expect(yanbian.find((division) => division.code === '222405001')?.nameKo).toBeNull();
    expect(divisionsOf('5133').find((division) => division.code === '5133')?.nameBo).toBe('དཀར་མཛེས་བོད་རིགས་རང་སྐྱོང་ཁུལ།');
  });

  it('knows which prefectures are shipped', () => {
    expect(isShippedPrefecture('2224')).toBe(true);
    expect(isShippedPrefecture('toString')).toBe(false);
  });
});
