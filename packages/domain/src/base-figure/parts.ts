/** Numbers of villages, summed up the tree: every area is its parts and those known to no part of it. */
import { contains, levelOf, type AreaCode, type AreaLevel } from '../area/area-code.ts';

export interface PlacedNumber {
  areaCode: AreaCode;
  amount: number;
}

const partWidth: Record<AreaLevel, number> = {
  province: 4,
  prefecture: 6,
  county: 9,
  township: 12,
  village: 12,
  grid: 14,
};

/** The width of the parts an area is shown in; a village is its own only part. */
export const partWidthOf = (areaCode: AreaCode): number => partWidth[levelOf(areaCode)];

/** By part of the area. Whoever is known to the area and no closer stands under the area's own code. */
export const sumByPart = (area: AreaCode, numbers: readonly PlacedNumber[]): Map<string, number> => {
  const width = partWidthOf(area);
  const sums = new Map<string, number>();
  for (const { areaCode, amount } of numbers) {
    if (!contains(area, areaCode)) continue;
    const part = areaCode.slice(0, width);
    sums.set(part, (sums.get(part) ?? 0) + amount);
  }
  return sums;
};
