/** The Korean reading of a name as a key. Many characters share one reading: good for finding pairs, never identity. */
import { translate } from 'hanja/lib/translate.js';

const first = 0xac00;
const last = 0xd7a3;
const nieun = 2;
const rieul = 5;
const ieung = 11;
/** vowels with i or y: ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ */
const palatal = new Set([2, 3, 6, 7, 12, 17, 20]);

/**
 * Yanbian keeps ㄹ and ㄴ at the beginning (리, 류, 녀), the South drops them (이, 유, 여). Folding every syllable the
 * southern way makes both spellings equal.
 */
const foldInitial = (syllable: string): string => {
  const code = syllable.charCodeAt(0);
  if (code < first || code > last) return syllable;
  const index = code - first;
  const initial = Math.floor(index / 588);
  const vowel = Math.floor((index % 588) / 28);
  const folded =
    initial === rieul
      ? palatal.has(vowel)
        ? ieung
        : nieun
      : initial === nieun && palatal.has(vowel)
        ? ieung
        : initial;
  return String.fromCharCode(first + folded * 588 + (index % 588));
};

const isHangul = (text: string): boolean => /^\p{Script=Hangul}+$/u.test(text);

const readings = new Map<string, string>();
const readingOf = (character: string): string => {
  const found = readings.get(character) ?? translate(character, 'SUBSTITUTION');
  readings.set(character, found);
  return found;
};

/** Null when a character has no Korean reading. 金 as a surname reads 김, not 금. */
export const hangulReading = (plain: string): string | null => {
  const read = isHangul(plain) ? plain : Array.from(plain, readingOf).join('');
  if (!isHangul(read) || read.length < 2 || read.length > 4) return null;
  const surname = plain.startsWith('金') ? `김${read.slice(1)}` : read;
  return Array.from(surname, foldInitial).join('');
};
