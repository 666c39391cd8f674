/** What differs between prefectures: who lives there and in what households. */
import type { ShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import type { Weighted } from '../random.ts';
import type { Ethnicity } from './person.ts';

export const householdShapes = [
  'elderAlone', 'elderCouple', 'couple', 'single', 'family', 'oneParent', 'threeGenerations', 'elderWithChild',
] as const; // prettier-ignore
export type HouseholdShape = (typeof householdShapes)[number];

export interface Profile {
  name: string;
  ethnicities: Weighted<Ethnicity>;
  shapes: Weighted<HouseholdShape>;
  /** share of elders of whom only the year of birth is known, which is then written as 1 January */
  yearOnly: number;
}

// shares of the 2020 census, rounded: Yanbian 60 % Han and about a third Korean, Ganzi four fifths Tibetan
export const profiles: Record<ShippedPrefecture, Profile> = {
  '2224': {
    name: '延边朝鲜族自治州',
    ethnicities: [
      ['han', 61.5],
      ['korean', 32.5],
      ['manchu', 4],
      ['hui', 1.5],
      ['uyghur', 0.5],
    ],
    shapes: [
      ['elderAlone', 8],
      ['elderCouple', 12],
      ['couple', 13],
      ['single', 16],
      ['family', 26],
      ['oneParent', 4],
      ['threeGenerations', 13],
      ['elderWithChild', 8],
    ],
    yearOnly: 0.004,
  },
  '5133': {
    name: '甘孜藏族自治州',
    ethnicities: [
      ['tibetan', 79.5],
      ['han', 16.5],
      ['yi', 2.8],
      ['hui', 0.8],
      ['uyghur', 0.4],
    ],
    shapes: [
      ['elderAlone', 8],
      ['elderCouple', 10],
      ['couple', 8],
      ['single', 11],
      ['family', 27],
      ['oneParent', 4],
      ['threeGenerations', 22],
      ['elderWithChild', 10],
    ],
    yearOnly: 0.05,
  },
};
