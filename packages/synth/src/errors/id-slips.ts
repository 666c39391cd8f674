/** Model A: what happens to identity numbers. The first two digits are never touched, so no slip makes a number that exists. */
import type { Random } from '../random.ts';
import { isPlainId, replaceAt, type Entry, type Tally } from './error-model.ts';

export interface IdRates {
  missing: number;
  placeholder: number;
  mistyped: number;
  transposed: number;
  fifteen: number;
  otherPerson: number;
  spaced: number;
  fullWidth: number;
  lowerX: number;
  apostrophe: number;
  /** spreadsheets only: the cell holds a number */
  number: number;
  /** text such as 9.93301E+17 that a spreadsheet program left in a CSV */
  scientific: number;
}

const placeholders = ['000000000000000000', '111111111111111111', '无', '不详', '-', '待补', '0'];

const mistype = (random: Random, idNumber: string): string => {
  const index = random.between(2, 17);
  const right = idNumber.charAt(index);
  const digits = Array.from('0123456789').filter((digit) => digit !== right);
  return replaceAt(idNumber, index, random.pick(digits));
};

const transpose = (random: Random, idNumber: string): string => {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const index = random.between(2, 15);
    const [left, right] = [idNumber.charAt(index), idNumber.charAt(index + 1)];
    if (left !== right) return idNumber.slice(0, index) + right + left + idNumber.slice(index + 2);
  }
  return mistype(random, idNumber);
};

/** The number as it was before 1999: two-digit year, no check digit. */
const toFifteen = (idNumber: string): string => idNumber.slice(0, 6) + idNumber.slice(8, 17);

const space = (idNumber: string): string => `${idNumber.slice(0, 6)} ${idNumber.slice(6, 14)} ${idNumber.slice(14)}`;

const widen = (idNumber: string): string =>
  idNumber.replace(/[\dX]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

export const writeId = (
  random: Random,
  rates: IdRates,
  entry: Entry,
  tally: Tally,
): { text: string; asNumber: boolean } => {
  let text = entry.idNumber;
  const plain = (value: string) => ({ text: value, asNumber: false });
  if (random.chance(rates.missing)) {
    tally('id_missing');
    return plain('');
  }
  if (random.chance(rates.placeholder)) {
    tally('id_placeholder');
    return plain(random.pick(placeholders));
  }
  const change = (mess: string, changed: string): void => {
    if (changed === text) return;
    text = changed;
    tally(mess);
  };
  // one slip of substance at most …
  const slip = random.next();
  let limit = rates.otherPerson;
  if (slip < limit) {
    const family = entry.familyIdNumbers;
    change('id_other_person', family.length > 0 && random.chance(0.7) ? random.pick(family) : entry.strangerIdNumber);
  } else if (slip < (limit += rates.mistyped)) change('id_mistyped', mistype(random, text));
  else if (slip < (limit += rates.transposed)) change('id_transposed', transpose(random, text));
  else if (slip < limit + rates.fifteen && text.startsWith('19', 6)) change('id_15_digits', toFifteen(text));
  // … and one of form
  if (text.endsWith('X') && random.chance(rates.lowerX)) change('id_lower_x', text.replace('X', 'x'));
  const form = random.next();
  limit = rates.number;
  if (form < limit) {
    if (/^\d{18}$/.test(text)) {
      tally('id_as_number');
      return { text: `${text.slice(0, 15)}000`, asNumber: true };
    }
  } else if (form < (limit += rates.scientific)) {
    if (isPlainId(text) && !text.endsWith('X')) change('id_scientific', `${text.charAt(0)}.${text.slice(1, 6)}E+17`);
  } else if (form < (limit += rates.spaced)) change('id_spaced', text.length === 18 ? space(text) : ` ${text}`);
  else if (form < (limit += rates.fullWidth)) change('id_full_width', widen(text));
  else if (form < limit + rates.apostrophe) change('id_apostrophe', `'${text}`);
  return plain(text);
};
