/** How records of residents are compared. Numbers are where training starts; the README explains the levels. */
import type { LinkSpec } from '../engine/spec.ts';

const both = (column: string): string => `l.${column} = r.${column}`;
/** Agreement on all of these; a record that lacks one has no such key. */
const keyOf = (...parts: string[]): string =>
  `CASE WHEN ${parts.map((part) => `(${part}) IS NOT NULL`).join(' AND ')} THEN hash(${parts.join(', ')}) END`;
const missing = (column: string): string => `WHEN l.${column} IS NULL OR r.${column} IS NULL THEN -1`;

/** Han characters are compared one by one: distances on their bytes would call 明 and 名 almost equal. */
const sharedCharacters = [1, 2, 3]
  .map((at) => `(substr(l.variant, ${at}, 1) = substr(r.variant, ${at}, 1))::INT`)
  .join(' + ');

const nameSql = `CASE ${missing('plain')}
  WHEN ${both('plain')} THEN 9
  WHEN ${both('variant')} THEN 8
  WHEN ${both('spelling')} THEN 7
  WHEN ${both('sound_tone')} THEN 6
  WHEN ${both('sound')} OR ${both('sound_plain')} OR l.sound = r.sound_plain OR l.sound_plain = r.sound THEN 5
  WHEN (l.sound IS NULL OR r.sound IS NULL) AND ${both('hangul')} THEN 5
  WHEN ${both('letters')} THEN 4
  WHEN ${both('sound_fold')} THEN 3
  WHEN l.name_length >= 4 AND r.name_length >= 2 AND (starts_with(l.spelling, r.spelling) OR ends_with(l.spelling, r.spelling)) THEN 2
  WHEN r.name_length >= 4 AND l.name_length >= 2 AND (starts_with(r.spelling, l.spelling) OR ends_with(r.spelling, l.spelling)) THEN 2
  WHEN l.name_length >= 4 AND r.name_length >= 4 AND jaro_winkler_similarity(l.sound_fold, r.sound_fold) >= 0.92 THEN 2
  WHEN abs(l.name_length - r.name_length) = 1 AND least(l.name_length, r.name_length) >= 2
    AND (starts_with(l.variant, r.variant) OR starts_with(r.variant, l.variant)) THEN 1
  WHEN l.name_length = 3 AND r.name_length = 3 AND ${sharedCharacters} >= 2 THEN 1
  ELSE 0 END`;

const birthSql = `CASE ${missing('dob')}
  WHEN ${both('dob8')} THEN 6
  WHEN year(l.dob) = year(r.dob) AND month(l.dob) = day(r.dob) AND day(l.dob) = month(r.dob) THEN 5
  WHEN damerau_levenshtein(l.dob8, r.dob8) = 1 THEN 5
  WHEN right(l.dob8, 4) = right(r.dob8, 4) AND abs(year(l.dob) - year(r.dob)) <= 2 THEN 5
  WHEN abs(date_diff('day', l.dob, r.dob)) <= 62 THEN 4
  WHEN year(l.dob) = year(r.dob) AND (right(l.dob8, 4) = '0101' OR right(r.dob8, 4) = '0101') THEN 3
  WHEN year(l.dob) = year(r.dob) THEN 2
  WHEN abs(year(l.dob) - year(r.dob)) <= 2 THEN 1
  ELSE 0 END`;

/**
 * "Near" needs a number that fails its check: two valid ones that differ are two numbers. A number whose birth date is
 * not the one written beside it is often somebody else's: its agreement says less, and so does its disagreement.
 */
const idSql = `CASE ${missing('digits')}
  WHEN ${both('digits')} AND l.is_valid THEN CASE WHEN l.is_doubted OR r.is_doubted THEN 8 ELSE 5 END
  WHEN l.is_valid AND r.is_valid THEN CASE WHEN l.is_doubted OR r.is_doubted THEN 7 ELSE 0 END
  WHEN l.is_masked OR r.is_masked THEN
    CASE WHEN left(l.digits, 6) = left(r.digits, 6) AND length(l.digits) = length(r.digits) AND right(l.digits, 4) = right(r.digits, 4) THEN 6 ELSE 1 END
  WHEN ${both('digits')} AND length(l.digits) = 18 THEN 4
  WHEN least(length(l.digits), length(r.digits)) = 15 AND substr(l.digits, 1, 15) = substr(r.digits, 1, 15) THEN 3
  WHEN abs(length(l.digits) - length(r.digits)) <= 2 AND damerau_levenshtein(l.digits, r.digits) <= 2 THEN 2
  ELSE 1 END`;

const areaSql = `CASE ${missing('ac')}
  WHEN ${both('ac')} THEN CASE WHEN length(l.ac) >= 12 THEN 4 WHEN length(l.ac) >= 9 THEN 3 WHEN length(l.ac) >= 6 THEN 2 ELSE 1 END
  WHEN length(l.ac) >= 12 AND length(r.ac) >= 12 AND substr(l.ac, 1, 12) = substr(r.ac, 1, 12) THEN 4
  WHEN length(l.ac) >= 9 AND length(r.ac) >= 9 AND substr(l.ac, 1, 9) = substr(r.ac, 1, 9) THEN 3
  WHEN length(l.ac) >= 6 AND length(r.ac) >= 6 AND substr(l.ac, 1, 6) = substr(r.ac, 1, 6) THEN 2
  WHEN substr(l.ac, 1, 4) = substr(r.ac, 1, 4) THEN 1
  ELSE 0 END`;

const phoneSql = `CASE ${missing('tel')} WHEN ${both('tel')} THEN 2
  WHEN length(l.tel) = length(r.tel) AND hamming(l.tel, r.tel) = 1 THEN 1 ELSE 0 END`;

/** A number contains birth date and sex: where it agrees, their agreement is no news, their disagreement is. */
const numberAgrees = '"idNumber" BETWEEN 2 AND 5';
/** Agreement on a number, whole or in part. */
const sameNumber = '"idNumber" IN (2, 3, 4, 5, 6, 8)';

export const prefectureSpec: LinkSpec = {
  version: 'prefecture-2',
  rules: [
    { name: 'id', key: 'valid_number', maxBlock: 60 },
    { name: 'name+birth', key: keyOf('plain', 'dob8'), maxBlock: 60 },
    { name: 'sound+birth', key: keyOf('sound_fold', 'dob8'), maxBlock: 60 },
    { name: 'spelling+birth', key: keyOf('spelling', 'dob8'), maxBlock: 60 },
    { name: 'letters+birth', key: keyOf('letters', 'dob8'), maxBlock: 60 },
    { name: 'hangul+birth', key: keyOf('hangul', 'dob8'), maxBlock: 60 },
    { name: 'name+day+county', key: keyOf('plain', 'dob8[5:8]', 'ac[1:6]'), maxBlock: 15 },
    { name: 'phone+birth', key: keyOf('tel', 'dob8'), maxBlock: 30 },
    { name: 'phone+surname', key: keyOf('tel', 'surname'), maxBlock: 30 },
    { name: 'birth+town+sex', key: keyOf('dob8', 'ac[1:9]', 'sx'), maxBlock: 60 },
    { name: 'name+village', key: `CASE WHEN length(ac) >= 12 THEN ${keyOf('plain', 'ac[1:12]')} END`, maxBlock: 40 },
    { name: 'sound+county+year', key: keyOf('coalesce(sound, hangul, plain)', 'ac[1:6]', 'dob8[1:4]'), maxBlock: 10 },
    { name: 'id 1-14+sound', key: `CASE WHEN NOT is_masked THEN ${keyOf('digits[1:14]', 'coalesce(sound, hangul, plain)')} END`, maxBlock: 40 },
    { name: 'id 7-17', key: 'CASE WHEN NOT is_masked AND length(digits) = 18 THEN digits[7:17] END', maxBlock: 40 },
    { name: 'name+id 1-6+id 15-17', key: `CASE WHEN length(digits) = 18 THEN ${keyOf('plain', 'digits[1:6]', 'digits[15:17]')} END`, maxBlock: 40 },
  ], // prettier-ignore
  comparisons: [
    {
      field: 'name',
      sql: nameSql,
      levels: [
        { code: 9, name: 'exact', m: 0.93, u: 0.00005 },
        { code: 8, name: 'variant', m: 0.012, u: 0.000002 },
        { code: 7, name: 'spelling', m: 0.003, u: 0.000001 },
        { code: 6, name: 'sound_tone', m: 0.015, u: 0.000006 },
        { code: 5, name: 'sound', m: 0.01, u: 0.00001 },
        { code: 4, name: 'order', m: 0.003, u: 0.000005 },
        { code: 3, name: 'fold', m: 0.005, u: 0.00002 },
        { code: 2, name: 'part', m: 0.004, u: 0.0002 },
        { code: 1, name: 'near', m: 0.008, u: 0.0015 },
        { code: 0, name: 'differs', m: 0.01, u: 0.998 },
      ],
      frequencies: [
        { level: 9, column: 'plain' },
        { level: 8, column: 'variant' },
        { level: 7, column: 'spelling' },
        { level: 6, column: 'sound' },
        { level: 5, column: 'sound' },
        { level: 4, column: 'letters' },
        { level: 3, column: 'sound_fold' },
      ],
    },
    {
      field: 'birthDate',
      sql: birthSql,
      silentWhen: numberAgrees,
      levels: [
        { code: 6, name: 'exact', m: 0.95, u: 0.00004 },
        { code: 5, name: 'typo', m: 0.015, u: 0.0015 },
        { code: 4, name: 'lunar', m: 0.012, u: 0.004 },
        { code: 3, name: 'default_day', m: 0.005, u: 0.0003 },
        { code: 2, name: 'year', m: 0.004, u: 0.009 },
        { code: 1, name: 'near_year', m: 0.003, u: 0.05 },
        { code: 0, name: 'differs', m: 0.008, u: 0.94 },
      ],
    },
    {
      field: 'sex',
      sql: `CASE ${missing('sx')} WHEN ${both('sx')} THEN 1 ELSE 0 END`,
      silentWhen: numberAgrees,
      levels: [
        { code: 1, name: 'same', m: 0.99, u: 0.5 },
        { code: 0, name: 'differs', m: 0.01, u: 0.5 },
      ],
    },
    {
      field: 'idNumber',
      sql: idSql,
      // u of agreement: how often two different people carry one recorded number, which no sample of pairs can show
      levels: [
        { code: 5, name: 'exact', m: 0.93, u: 5e-9, fixedU: true, strangersOf: 'same number' },
        { code: 8, name: 'exact_doubted', m: 0.01, u: 5e-9, fixedU: true, strangersOf: 'same number' },
        { code: 4, name: 'exact_invalid', m: 0.004, u: 1e-8, fixedU: true },
        { code: 6, name: 'masked', m: 0.002, u: 7e-6, fixedU: true },
        { code: 3, name: 'digits_lost', m: 0.02, u: 4e-7, fixedU: true },
        { code: 2, name: 'near', m: 0.03, u: 3e-7, fixedU: true },
        { code: 1, name: 'unclear', m: 0.006, u: 0.08 },
        { code: 7, name: 'differs_doubted', m: 0.005, u: 0.02 },
        { code: 0, name: 'differs', m: 0.001, u: 0.9 },
      ],
    },
    {
      field: 'phone',
      sql: phoneSql,
      levels: [
        { code: 2, name: 'same', m: 0.7, u: 0.00003 },
        { code: 1, name: 'near', m: 0.02, u: 0.00001 },
        { code: 0, name: 'differs', m: 0.28, u: 0.99996 },
      ],
      frequencies: [{ level: 2, column: 'tel' }],
    },
    {
      field: 'area',
      sql: areaSql,
      levels: [
        { code: 4, name: 'village', m: 0.85, u: 0.001 },
        { code: 3, name: 'town', m: 0.06, u: 0.012 },
        { code: 2, name: 'county', m: 0.05, u: 0.11 },
        { code: 1, name: 'prefecture', m: 0.035, u: 0.85 },
        { code: 0, name: 'elsewhere', m: 0.005, u: 0.027 },
      ],
    },
  ],
  sessions: [
    { name: 'same number', where: '"idNumber" IN (5, 8)', learns: ['name', 'birthDate', 'sex', 'phone', 'area'] },
    { name: 'same name and birth date', where: '"name" = 9 AND "birthDate" = 6', learns: ['idNumber', 'sex', 'phone', 'area'] },
  ], // prettier-ignore
  surelySame: '(l.valid_number = r.valid_number) OR (l.plain = r.plain AND l.dob = r.dob)',
  surelyMatching: '("idNumber" = 5 AND ("name" >= 1 OR "birthDate" >= 4)) OR ("name" >= 5 AND "birthDate" = 6 AND "idNumber" IN (1, 2, 3, 4, -1))',
  // a household shares phone, village and sometimes names; a number that agrees with little else is somebody else's
  needsPerson: `("name" <= 0 AND "idNumber" NOT IN (4, 5))
    OR ("birthDate" = 0 AND NOT ${sameNumber})
    OR (${sameNumber} AND "name" = 0 AND ("birthDate" BETWEEN 0 AND 5 OR "sex" = 0))
    OR (${sameNumber} AND "name" BETWEEN 1 AND 2 AND ("birthDate" BETWEEN 0 AND 2 OR ("sex" = 0 AND "idNumber" <> 5)))
    OR (${sameNumber} AND "sex" = 0 AND "birthDate" BETWEEN 0 AND 2)`,
  // twins share all but one character of the name and the number
  surelyTwo: '"idNumber" = 0 AND "name" BETWEEN 0 AND 2',
  autoWeight: 6.6,
  reviewWeight: 0,
}; // prettier-ignore
