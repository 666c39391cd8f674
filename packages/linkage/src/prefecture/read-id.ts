import type { FaultCode } from '@qiaomen/domain/import-batch/query';
import { normaliseId, parseIdNumber } from '@qiaomen/domain/person/id-number';
import { saysNothing } from './words.ts';

export interface ReadId {
  /** 18 characters when valid; else the cleaned text, with asterisks for lost digits; null when there is none */
  text: string | null;
  isValid: boolean;
  birthDate: string | null;
  sex: 'male' | 'female' | null;
  faults: FaultCode[];
}

const none = { isValid: false, birthDate: null, sex: null } as const;

const lost = (digits: string): ReadId => ({
  ...none,
  text: digits.slice(0, 15).padEnd(18, '*'),
  faults: ['id_digits_lost'],
});

export const readId = (text: string, isNumeric: boolean): ReadId => {
  const clean = normaliseId(text);
  if (text.trim() !== '' && saysNothing(text)) return { ...none, text: null, faults: ['id_placeholder'] };
  // a spreadsheet number keeps 15 digits: three zeros at the end are not the person's, even if they pass the check
  if (isNumeric && /^\d{15}000$/.test(clean)) return lost(clean);
  const parsed = parseIdNumber(text);
  if (parsed.ok) {
    // the area prefix is not judged: many genuine numbers carry codes that were abolished long ago
    const faults: FaultCode[] = parsed.was15 ? ['id_15_digits'] : [];
    return { text: parsed.id18, isValid: true, birthDate: parsed.birthDate, sex: parsed.sex, faults };
  }
  switch (parsed.fault) {
    case 'empty':
      return { ...none, text: null, faults: [] };
    case 'placeholder':
      return { ...none, text: null, faults: ['id_placeholder'] };
    case 'digits_lost':
      return lost(parsed.partial ?? clean);
    case 'length':
      return { ...none, text: clean, faults: ['id_length'] };
    case 'century':
      return { ...none, text: clean, faults: ['id_century'] };
    case 'date':
      return { ...none, text: clean, faults: ['id_date'] };
    case 'checksum':
      return { ...none, text: clean, faults: ['id_checksum'] };
  }
};
