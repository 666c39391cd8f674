/** What every office has: a file, a header, people it knows, and a way to put a person into columns. */
import type { Entry, SourceFile, Written } from '../errors/error-model.ts';
import type { Cell, Sink } from '../files/sink.ts';
import type { Home, Person, Sex } from '../people/person.ts';
import type { Random } from '../random.ts';

export interface OfficeContext {
  /** days since 1970-01-01 */
  today: number;
  prefectureName: string;
  random: Random;
}

export interface Office {
  file: SourceFile;
  open(path: string, context: OfficeContext): Sink;
  knows(person: Person, context: OfficeContext): boolean;
  /** how often the office still has a mover's former home */
  outdated: number;
  /** how often it asked for the family's phone instead of the person's */
  householdPhone: number;
  rows(person: Person, write: () => Written, context: OfficeContext): Cell[][];
}

export const birthCell = ({ birth }: Written): Cell =>
  'serial' in birth ? { number: String(birth.serial), style: 'date' } : birth.text;

export const idCell = ({ idNumber, idAsNumber }: Written): Cell =>
  idAsNumber ? { number: idNumber, style: 'integer' } : idNumber;

export const sexWord = (sex: Sex | null): string => (sex === null ? '' : sex === 'male' ? '男' : '女');
export const sexCode = (sex: Sex | null): string => (sex === null ? '9' : sex === 'male' ? '1' : '2');

export const ethnicityNames = {
  han: '汉族',
  korean: '朝鲜族',
  manchu: '满族',
  hui: '回族',
  tibetan: '藏族',
  yi: '彝族',
  uyghur: '维吾尔族',
} as const;

// GB/T 3304
export const ethnicityCodes = {
  han: '01',
  hui: '03',
  tibetan: '04',
  uyghur: '05',
  yi: '07',
  korean: '10',
  manchu: '11',
} as const;

export const addressOf = (home: Home): string =>
  home.county +
  home.township +
  home.village +
  home.house +
  (home.institution === null ? '' : `（${home.institution}）`);

export const homeOnFile = (person: Person, office: Office, random: Random): Home =>
  person.formerHome !== null && random.chance(office.outdated) ? person.formerHome : person.household.home;

export const entryFor = (
  person: Person,
  family: readonly Person[],
  stranger: Person,
  office: Office,
  random: Random,
): Entry => {
  const home = homeOnFile(person, office, random);
  const own = person.phone !== null && !random.chance(office.householdPhone);
  return {
    name: person.name,
    ethnicity: person.ethnicity,
    sex: person.sex,
    birthDay: person.birthDay,
    idNumber: person.idNumber,
    phone: own ? (person.phone ?? '') : person.household.phone,
    areaCode: home.areaCode,
    address: addressOf(home),
    headName: person.household.headName,
    familyIdNumbers: family.filter((other) => other !== person).map((other) => other.idNumber),
    strangerIdNumber: stranger.idNumber,
    strangerPhone: stranger.phone ?? stranger.household.phone,
  };
};
