/** A correction of phone, address or language, merged by what it was based on. */
import { ok, refused, type Result } from '../error.ts';
import type { CorrectContact } from './command.ts';
import { normalisePhone } from './phone.ts';

/** As the register holds it: a phone number as it is dialled, null where nothing is known. */
export interface Contact {
  phone: string | null;
  address: string | null;
  language: string;
}
export type ContactField = keyof Contact;

export interface ContactFact {
  personId: string;
  field: ContactField;
  value: string | null;
  /** false: it stood there already, said by somebody else or by the same person twice */
  isNew: boolean;
}

const textOf = (value: string | null): string | null => {
  const text = (value ?? '').normalize('NFKC').trim();
  return text === '' ? null : text;
};

const readAs = (field: ContactField, value: string | null): string | null => {
  const text = textOf(value);
  return field === 'phone' && text !== null ? (normalisePhone(text) ?? text) : text;
};

export const isSameContact = (field: ContactField, a: string | null, b: string | null): boolean =>
  readAs(field, a) === readAs(field, b);

/** null: the register says neither what the correction was based on nor what it says, so a person has to choose. */
export const decideContact = (
  { personId, change }: CorrectContact,
  held: Contact,
): Result<{ fact: ContactFact } | null> => {
  const { field, base } = change;
  const value = readAs(field, change.value);
  if (field === 'phone' && value !== null && normalisePhone(value) === null)
    return refused({ code: 'bad_input', fields: ['phone'] });
  if (isSameContact(field, held[field], value)) return ok({ fact: { personId, field, value, isNew: false } });
  return ok(isSameContact(field, held[field], base) ? { fact: { personId, field, value, isNew: true } } : null);
};
