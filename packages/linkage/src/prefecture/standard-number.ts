import { parseIdNumber, normaliseId } from '@qiaomen/domain/person/id-number';

export interface StandardNumber {
  /** 18 characters when valid; else the digits that are left, perhaps with asterisks; null for what can be no number */
  digits: string | null;
  isValid: boolean;
  birthDate: string | null;
}

/** "身份证:2224…": a whole number among other words. */
const labelled = /^[^\d*]+(\d{17}[\dX]|\d{15})[^\d*]*$/;

/** A number as it is compared: what offices write around it, lose of it and mask in it taken into account. */
export const standardNumber = (text: string): StandardNumber => {
  const clean = normaliseId(text);
  const parsed = parseIdNumber(labelled.exec(clean)?.[1] ?? text);
  if (parsed.ok) return { digits: parsed.id18, isValid: true, birthDate: parsed.birthDate };
  return { digits: leftOf(clean, parsed), isValid: false, birthDate: null };
};

const leftOf = (clean: string, parsed: { fault: string; partial?: string }): string | null => {
  if (parsed.fault === 'empty' || parsed.fault === 'placeholder') return null;
  // 222401********0002: six digits and four are left of it
  if (/^\d{6}\*{8}\d{3}[\dX]$/.test(clean)) return clean;
  const digits = (parsed.partial ?? clean).replace(/\*+$/, '');
  return digits.length >= 12 && /^[\dA-Z]+$/.test(digits) ? digits : null;
};
