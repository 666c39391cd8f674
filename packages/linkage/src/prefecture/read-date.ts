import { serialToDate } from '../read/cell-value.ts';

export interface ReadDate {
  /** the day, or null when the text is no date or an impossible one */
  day: string | null;
  /** day and month had to be exchanged, or their order cannot be known */
  swapped: boolean;
}

const none: ReadDate = { day: null, swapped: false };
const digitsOf: Record<string, string> = { '〇': '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }; // prettier-ignore

const isReal = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const two = (value: number): string => String(value).padStart(2, '0');

const fromParts = (year: number, month: number, day: number): ReadDate => {
  if (isReal(year, month, day)) return { day: `${year}-${two(month)}-${two(day)}`, swapped: false };
  if (isReal(year, day, month)) return { day: `${year}-${two(day)}-${two(month)}`, swapped: true };
  return none;
};

/** 一九三六年三月十三日 */
const fromChineseNumerals = (text: string): string =>
  text
    .replace(/[〇零一二三四五六七八九]/gu, (numeral) => digitsOf[numeral] ?? numeral)
    .replace(/(\d)十(\d)/gu, '$1$2')
    .replace(/(\d)十/gu, '$10')
    .replace(/十(\d)/gu, '1$1')
    .replace(/十/gu, '10');

/** `century`: what a year of two digits belongs to. Elders were born in 19yy, doses are given in 20yy. */
export const readDate = (text: string, isNumeric: boolean, century: 1900 | 2000): ReadDate => {
  const plain = fromChineseNumerals(text.normalize('NFKC').trim())
    .replace(/[ T]\d{1,2}:\d{2}.*$/u, '')
    .replace(/\s+/gu, '');
  const wide = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(plain);
  if (wide !== null) return fromParts(Number(wide[1]), Number(wide[2]), Number(wide[3]));
  const ended = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/u.exec(plain);
  if (ended !== null) {
    const [first, second, year] = [Number(ended[1]), Number(ended[2]), Number(ended[3])];
    if (first > 12) return fromParts(year, second, first);
    if (second > 12) return fromParts(year, first, second);
    return { ...fromParts(year, first, second), swapped: first !== second };
  }
  const short = /^(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain);
  if (short !== null) return fromParts(century + Number(short[1]), Number(short[2]), Number(short[3]));
  if (/^\d{4,5}(?:\.\d+)?$/u.test(plain) && (isNumeric || plain.length >= 5)) {
    return { day: serialToDate(Number(plain), false) ?? null, swapped: false };
  }
  return none;
};
