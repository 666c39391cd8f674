/** What an office writes down about a person. An error model decides how that differs from the truth. */
import type { Random } from '../random.ts';
import type { Ethnicity, PersonName, Sex } from '../people/person.ts';

/** The files that list residents. */
export const residentFiles = [
  'population',
  'social-insurance',
  'medical-insurance',
  'health-records',
  'vaccinations',
] as const;

/** All files: those of residents, then the short lists of what happened to some of them. */
export const sourceFiles = [...residentFiles, 'disability-register', 'nursing-homes', 'deaths', 'move-outs'] as const;
export type SourceFile = (typeof sourceFiles)[number];

/** What the clerk should have written. */
export interface Entry {
  name: PersonName;
  ethnicity: Ethnicity;
  sex: Sex;
  birthDay: number;
  idNumber: string;
  /** empty where the office asked for none or the person has none */
  phone: string;
  areaCode: string;
  address: string;
  headName: string;
  /** identity numbers a clerk can mistake for this person's: of the family, of the line above */
  familyIdNumbers: readonly string[];
  strangerIdNumber: string;
  strangerPhone: string;
}

export type WrittenBirth = { text: string } | { serial: number };

export interface Written {
  name: string;
  sex: Sex | null;
  birth: WrittenBirth;
  idNumber: string;
  /** typed into a spreadsheet cell as a number, which keeps fifteen digits only */
  idAsNumber: boolean;
  phone: string;
  areaCode: string;
  address: string;
}

export type RowSlip = 'none' | 'duplicate' | 'short' | 'blank';

export interface Clerk {
  write(entry: Entry): Written;
  rowSlip(): RowSlip;
}

/** Counts a mess, so that the shares can be stated and tested. */
export type Tally = (mess: string) => void;

export type ErrorModel = (file: SourceFile, random: Random, tally: Tally) => Clerk;

export const replaceAt = (text: string, index: number, replacement: string): string =>
  text.slice(0, index) + replacement + text.slice(index + 1);

export const isPlainId = (idNumber: string): boolean => /^\d{17}[\dX]$/.test(idNumber);
