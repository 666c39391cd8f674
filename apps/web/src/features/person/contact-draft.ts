/** What is being typed about how a person is reached. */
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { CorrectContact } from '@qiaomen/domain/person/command';
import { isSameContact } from '@qiaomen/domain/person/decide-contact';
import { z } from 'zod';

export const contactDraft = (personId: string): string => `contact:${personId}`;

const Typed = z.object({ base: z.string().nullable(), value: z.string().max(200).nullable() }).nullable();

/** null: untouched. `base` is what was shown when the typing began, whatever a synchronisation brings meanwhile. */
export const ContactDraft = z.object({
  phone: Typed,
  address: Typed,
  language: z.object({ base: PersonLanguage, value: PersonLanguage }).nullable(),
  name: z.string(),
});
export type ContactDraft = z.infer<typeof ContactDraft>;

/** What stood there before, based on what was said now; null for an address too long to be said again. */
export const backOf = (personId: string, { field, base, value }: CorrectContact['change']): CorrectContact | null => {
  const back = { type: 'contact.correct', personId, change: { field, base: value, value: base } };
  const read = CorrectContact.safeParse(back);
  return read.success ? read.data : null;
};

/** One correction for each field that is to be another than what was shown. */
export const changesOf = ({ phone, address, language }: ContactDraft): CorrectContact['change'][] => {
  const changes: CorrectContact['change'][] = [];
  if (phone !== null) changes.push({ field: 'phone', ...phone });
  if (address !== null) changes.push({ field: 'address', ...address });
  if (language !== null) changes.push({ field: 'language', ...language });
  return changes.filter(({ field, base, value }) => !isSameContact(field, base, value));
};
