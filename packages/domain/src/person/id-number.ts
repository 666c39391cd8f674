/** Resident identity numbers (GB 11643-1999; check character ISO 7064 MOD 11-2). */
import { isDay } from '../register/day.ts';

export type IdFault = 'empty' | 'placeholder' | 'length' | 'date' | 'checksum' | 'digits_lost' | 'century';

export type ParsedId =
  | { ok: true; id18: string; birthDate: string; sex: 'male' | 'female'; was15: boolean }
  /** `partial`: the leading digits that can still be trusted where a spreadsheet rounded the rest away */
  | { ok: false; fault: IdFault; partial?: string };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** Full-width digits, spaces, dashes, quotes and look-alikes of X taken out; letters upper case. */
export const normaliseId = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[×ΧХ✕✖]/gu, 'X')
    .replace(/[\s\u200B-\u200F\uFEFF'"`’‘“”\-‐-―−_·.]/gu, '');

export const checkCharacterOf = (first17: string): string => {
  const sum = weights.reduce((total, weight, position) => total + weight * Number(first17[position]), 0);
  return checkCharacters.charAt(sum % 11);
};

const words = /^(?:无|没有|不详|未知|暂无|空|NULL|NONE|NA|N\/A|UNKNOWN|X+)$/u;
const isPlaceholder = (id: string): boolean =>
  words.test(id) ||
  /^(\d)\1+X?$/.test(id) ||
  (id.length >= 6 && '123456789012345678'.startsWith(id)) ||
  // the zero date of office software
  (/^\d{6}19000101/.test(id) && id.length === 18);

const birthDateOf = (digits: string): string | undefined => {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isDay(day) && day >= '1850-01-01' && day < '2100-01-01' ? day : undefined;
};

const sexOf = (lastOfSequence: string): 'male' | 'female' => (Number(lastOfSequence) % 2 === 1 ? 'male' : 'female');

/** 2.22401193608150E+17: a spreadsheet shows fifteen digits at most. */
const scientific = (text: string): string | undefined => {
  const match = /^(\d)\.(\d+)E\+?(\d+)$/.exec(text.normalize('NFKC').trim().toUpperCase());
  return match === null ? undefined : `${match[1] ?? ''}${match[2] ?? ''}`;
};

const parse15 = (id: string): ParsedId => {
  const birthDate = birthDateOf(`19${id.slice(6, 12)}`);
  if (birthDate === undefined) {
    const cutOff18 = birthDateOf(id.slice(6, 14)) !== undefined;
    return cutOff18 ? { ok: false, fault: 'digits_lost', partial: id } : { ok: false, fault: 'date' };
  }
  // GB 11643-1989: sequences 996–999 were kept for people born in the 19th century, so this is no number of 19yy
  if (/99[6-9]$/.test(id)) return { ok: false, fault: 'century' };
  const first17 = `${id.slice(0, 6)}19${id.slice(6)}`;
  return { ok: true, id18: first17 + checkCharacterOf(first17), birthDate, sex: sexOf(id.charAt(14)), was15: true };
};

/** Which part is wrong, if any. The area prefix is not judged: genuine numbers carry codes that no longer exist. */
export const parseIdNumber = (text: string): ParsedId => {
  const mantissa = scientific(text);
  if (mantissa !== undefined) return { ok: false, fault: 'digits_lost', partial: mantissa };
  const id = normaliseId(text);
  if (id === '') return { ok: false, fault: 'empty' };
  if (isPlaceholder(id)) return { ok: false, fault: 'placeholder' };
  if (/^\d{15}$/.test(id)) return parse15(id);
  if (id.length !== 18) return { ok: false, fault: 'length' };
  if (!/^\d{17}[\dX]$/.test(id)) return { ok: false, fault: 'checksum' };
  const birthDate = birthDateOf(id.slice(6, 14));
  if (birthDate === undefined) return { ok: false, fault: 'date' };
  if (checkCharacterOf(id.slice(0, 17)) !== id.charAt(17)) {
    return id.endsWith('000')
      ? { ok: false, fault: 'digits_lost', partial: id.slice(0, 15) }
      : { ok: false, fault: 'checksum' };
  }
  return { ok: true, id18: id, birthDate, sex: sexOf(id.charAt(16)), was15: false };
};

/** 222401********0002 */
export const maskId = (id18: string): string => `${id18.slice(0, 6)}${'*'.repeat(8)}${id18.slice(-4)}`;
