/**
 * The statistical division codes of the prefectures Qiaomen ships with: province, prefecture, county, township and
 * village, edition 2023 (as of 2023-06-30). The JSON slices are made by packages/synth/scripts/extract-divisions.mjs.
 */
import { AreaCode, levelOf, parentOf, type AreaLevel } from '../area-code.ts';
import { koreanNames, tibetanNames } from './local-names.ts';
import yanbian from './2224.json' with { type: 'json' };
import ganzi from './5133.json' with { type: 'json' };

export interface Division {
  code: AreaCode;
  level: AreaLevel;
  parentCode: AreaCode | null;
  nameZh: string;
  nameKo: string | null;
  nameBo: string | null;
}

const slices = { '2224': yanbian, '5133': ganzi };
export type ShippedPrefecture = keyof typeof slices;
export const shippedPrefectures: readonly ShippedPrefecture[] = ['2224', '5133'];

export const divisionYear = yanbian.year;

export const isShippedPrefecture = (code: string): code is ShippedPrefecture => Object.hasOwn(slices, code);

/** Every division from the province down to the villages; a parent always comes before its children. */
export const divisionsOf = (prefecture: ShippedPrefecture): Division[] =>
  slices[prefecture].areas.map((line) => {
    const gap = line.indexOf(' ');
    const code = AreaCode.parse(line.slice(0, gap));
    return {
      code,
      level: levelOf(code),
      parentCode: parentOf(code) ?? null,
      nameZh: line.slice(gap + 1),
      nameKo: koreanNames[code] ?? null,
      nameBo: tibetanNames[code] ?? null,
    };
  });
