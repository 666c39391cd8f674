/** A cell in the form it is compared in. Distances in the database count bytes, so they get an ASCII form beside it. */
import { nameKeys } from '../standardise/name-keys.ts';
import type { ComparisonType } from './file-spec.ts';
import { readDateCell } from './date-cell.ts';

export interface StandardValue {
  /** compared for equality */
  plain: string;
  /** letters and digits for distances: without accents; of Chinese names the sound */
  ascii: string | null;
  /** what sounds alike, for blocking */
  sound: string | null;
}

const squeezed = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** Signs that never occur in a squeezed text: they stand for letters beyond ASCII, so that one letter stays one byte. */
const stands = '!"#$%&()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`{|}~';

const toAscii = (text: string): string =>
  Array.from(text, (letter) =>
    letter <= '~' ? letter : (stands[(letter.codePointAt(0) ?? 0) % stands.length] ?? '?'),
  ).join('');

const withoutAccents = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');

const soundGroups: readonly [RegExp, string][] = [
  [/[bfpv]/, '1'],
  [/[cgjkqsxz]/, '2'],
  [/[dt]/, '3'],
  [/l/, '4'],
  [/[mn]/, '5'],
  [/r/, '6'],
];

const digitOf = (letter: string): string => soundGroups.find(([letters]) => letters.test(letter))?.[1] ?? '';

/** Soundex (Russell 1918): the first letter and the first three groups of consonants. */
const soundex = (word: string): string => {
  const letters = [...word.replaceAll(/[^a-z]/g, '')];
  const [first] = letters;
  if (first === undefined) return word;
  let code = first;
  let last = digitOf(first);
  for (const letter of letters.slice(1)) {
    const digit = digitOf(letter);
    if (digit !== '' && digit !== last) code += digit;
    if (letter !== 'h' && letter !== 'w') last = digit;
  }
  return code.slice(0, 4).padEnd(4, '0');
};

const nameValue = (text: string): StandardValue | null => {
  const plain = withoutAccents(squeezed(text))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '') return null;
  if (/^[\p{Script=Han}\s]+$/u.test(plain)) {
    const keys = nameKeys(plain);
    return { plain: keys.variant, ascii: keys.soundFold, sound: keys.sound };
  }
  const ascii = toAscii(plain.replaceAll(' ', ''));
  return { plain, ascii, sound: soundex(ascii) };
};

const textValue = (text: string): StandardValue | null => {
  const plain = withoutAccents(squeezed(text))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain === '' ? null : { plain, ascii: toAscii(plain.split(' ').toSorted().join(' ')), sound: null };
};

const plainValue = (plain: string): StandardValue | null => (plain === '' ? null : { plain, ascii: null, sound: null });

const digitsValue = (text: string): StandardValue | null => {
  const value = plainValue(squeezed(text).replaceAll(/[^\p{L}\p{N}]/gu, ''));
  return value === null ? null : { ...value, ascii: toAscii(value.plain) };
};

/** Null for a cell that says nothing. */
export const standardValue = (type: ComparisonType, text: string, format: string | null): StandardValue | null => {
  if (text === '') return null;
  switch (type) {
    case 'exact':
      return plainValue(squeezed(text));
    case 'name':
      return nameValue(text);
    case 'text':
      return textValue(text);
    case 'date':
      return plainValue(readDateCell(text, format));
    case 'digits':
      return digitsValue(text);
    case 'area':
      return plainValue(text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''));
  }
};
