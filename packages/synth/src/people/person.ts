/** The true people, before any office has written anything down. Days count from 1970-01-01. */
export type Sex = 'male' | 'female';

export const ethnicities = ['han', 'korean', 'manchu', 'hui', 'tibetan', 'yi', 'uyghur'] as const;
export type Ethnicity = (typeof ethnicities)[number];

export interface PersonName {
  text: string;
  /** empty where there is none, as in most Tibetan names */
  surname: string;
  given: string;
}

export interface Home {
  /** 12 digits */
  areaCode: string;
  county: string;
  township: string;
  village: string;
  /** house number in the village */
  house: string;
  /** name of the nursing home, if it is one */
  institution: string | null;
}

export interface Household {
  number: number;
  home: Home;
  headName: string;
  phone: string;
}

export interface Person {
  number: number;
  household: Household;
  relation: string;
  name: PersonName;
  sex: Sex;
  ethnicity: Ethnicity;
  birthDay: number;
  idNumber: string;
  /** null: only reached through the household */
  phone: string | null;
  /** where a mover lived before; some offices still have that */
  formerHome: Home | null;
  disability: string | null;
  ability: 'able' | 'semi' | 'dependent';
  deathDay: number | null;
  /** lives outside the prefecture and appears only in other offices' files */
  outsider: boolean;
}
