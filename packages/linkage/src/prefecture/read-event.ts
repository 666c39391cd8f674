/** What the registers of disability, nursing homes, deaths and moves say beyond who somebody is. */
import type { FaultCode, ImportField } from '@qiaomen/domain/import-batch/query';
import { normaliseId } from '@qiaomen/domain/person/id-number';
import type { SourceKind } from '@qiaomen/domain/register/query';
import { readDate } from './read-date.ts';

export type DisabilityCategory = 'visual' | 'hearing' | 'speech' | 'physical' | 'intellectual' | 'mental' | 'multiple';

export interface EventFields {
  /** 20 characters and more: ID number, category, grade, then how often it was issued */
  disabilityNumber: string | null;
  disabilityCategory: DisabilityCategory | null;
  /** 1 is the gravest, 4 the lightest */
  disabilityGrade: 1 | 2 | 3 | 4 | null;
  institution: string | null;
  institutionCode: string | null;
  room: string | null;
  admittedOn: string | null;
  dischargedOn: string | null;
  deathDate: string | null;
  deathSource: string | null;
  movedOn: string | null;
  /** as written: an address, a place or an area code */
  destination: string | null;
}

type Known = Partial<Record<ImportField, string>>;
type AddFault = (
  column: ImportField | null,
  code: FaultCode,
  severity?: 'error' | 'warning',
  suggestion?: string | null,
) => void;

/** In the order of their digits on the certificate (GB/T 26341-2010). */
const categories: readonly [DisabilityCategory, RegExp][] = [
  ['visual', /视力|盲/u],
  ['hearing', /听力|聋/u],
  ['speech', /言语|语言|哑/u],
  ['physical', /肢体/u],
  ['intellectual', /智力/u],
  ['mental', /精神/u],
  ['multiple', /多重/u],
];
const grades = [1, 2, 3, 4] as const;
const gradeWords: readonly [RegExp, 1 | 2 | 3 | 4][] = [
  [/[一壹1Ⅰ]/u, 1],
  [/[二贰2Ⅱ]/u, 2],
  [/[三叁3Ⅲ]/u, 3],
  [/[四肆4Ⅳ]/u, 4],
];

const readCategory = (text: string): DisabilityCategory | null => {
  const digit = /^0?([1-7])$/.exec(text.normalize('NFKC').trim())?.[1];
  if (digit !== undefined) return categories[Number(digit) - 1]?.[0] ?? null;
  return categories.find(([, words]) => words.test(text))?.[0] ?? null;
};

const readGrade = (text: string): 1 | 2 | 3 | 4 | null => gradeWords.find(([words]) => words.test(text))?.[1] ?? null;

const isCertificate = (text: string): boolean => /^\d{17}[\dX][1-7][1-4](?:B\d{0,2})?$/.test(text);

/** What a disability certificate begins with, right or mistyped: the ID number, before category, grade and reissue. */
export const idOfCertificate = (text: string): string =>
  /^([\dA-Z*]{12,19})[1-7][1-4](?:B\d{0,2})?$/.exec(normaliseId(text))?.[1] ?? '';

const readDisability = (
  known: Known,
  idNumber: string | null,
  fault: AddFault,
): Pick<EventFields, 'disabilityNumber' | 'disabilityCategory' | 'disabilityGrade'> => {
  const written = known.disabilityNumber;
  const certificate = written === undefined ? null : normaliseId(written);
  const idInside = isCertificate(certificate ?? '') ? idOfCertificate(certificate ?? '') : '';
  if (certificate !== null && (idInside === '' || (idNumber !== null && idNumber !== idInside))) {
    fault('disabilityNumber', 'certificate_strange');
  }
  // one column often says both: 肢体残疾二级
  const words = `${known.disabilityCategory ?? ''}${known.disabilityGrade ?? ''}`;
  const saidCategory = readCategory(known.disabilityCategory ?? '') ?? readCategory(words);
  const saidGrade = readGrade(known.disabilityGrade ?? '') ?? (/级/u.test(words) ? readGrade(words) : null);
  if (words !== '' && (saidCategory === null || saidGrade === null) && idInside === '') {
    fault(saidGrade === null ? 'disabilityGrade' : 'disabilityCategory', 'grade_unknown');
  }
  const digits = idInside === '' ? '' : (certificate ?? '').slice(18, 20);
  return {
    disabilityNumber: certificate,
    disabilityCategory: saidCategory ?? readCategory(digits.charAt(0)),
    disabilityGrade: saidGrade ?? grades.find((grade) => String(grade) === digits.charAt(1)) ?? null,
  };
};

const datesOf: Partial<Record<SourceKind, ImportField>> = { death: 'deathDate', move_out: 'movedOn' };

export const readEvent = (
  kind: SourceKind,
  known: Known,
  isNumeric: (field: ImportField) => boolean,
  person: { idNumber: string | null; birthDate: string | null; today: string },
  fault: AddFault,
): EventFields => {
  const text = (field: ImportField): string | null => known[field]?.replaceAll('\uFFFD', '').trim() || null;
  const dateOf = (field: 'admittedOn' | 'dischargedOn' | 'deathDate' | 'movedOn'): string | null => {
    const isTheEvent = datesOf[kind] === field;
    const written = known[field];
    if (written === undefined) {
      if (isTheEvent) fault(field, 'date_missing');
      return null;
    }
    const { day, swapped } = readDate(written, isNumeric(field), 2000);
    if (day === null || swapped) fault(field, 'date_impossible', 'warning', day);
    if (day === null) return null;
    // somebody may move out next month; nobody has died tomorrow
    const isFuture = day > person.today && field !== 'dischargedOn';
    if (isFuture) fault(field, 'date_future', isTheEvent && field === 'deathDate' ? 'error' : 'warning');
    if (isFuture && field === 'deathDate') return null;
    if (person.birthDate !== null && day < person.birthDate) {
      fault(field, 'date_order', isTheEvent ? 'error' : 'warning', person.birthDate);
      return null;
    }
    return day;
  };
  const admittedOn = dateOf('admittedOn');
  const dischargedOn = dateOf('dischargedOn');
  if (admittedOn !== null && dischargedOn !== null && dischargedOn < admittedOn) fault('dischargedOn', 'date_order');
  const institution = text('institution');
  if (kind === 'nursing_home' && institution === null) fault('institution', 'institution_missing');
  return {
    ...readDisability(known, person.idNumber, fault),
    institution,
    institutionCode: text('institutionCode'),
    room: text('room'),
    admittedOn,
    dischargedOn,
    deathDate: dateOf('deathDate'),
    deathSource: text('deathSource'),
    movedOn: dateOf('movedOn'),
    destination: text('destination'),
  };
};
