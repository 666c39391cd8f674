/** What the form for an elder found at the door holds, and what follows from it. */
import { z } from 'zod';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { PersonLanguage } from '@qiaomen/domain/account/role';
import { parseIdNumber } from '@qiaomen/domain/person/id-number';
import { Sex, type ProposePerson } from '@qiaomen/domain/person/command';
import { isDay } from '@qiaomen/domain/register/day';

export const ProposeForm = z.object({
  areaCode: z.string(),
  name: z.string(),
  sex: Sex,
  birthDate: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  address: z.string(),
  language: PersonLanguage,
});
export type ProposeForm = z.infer<typeof ProposeForm>;

export type IdHint = 'length' | 'date' | 'checksum' | 'placeholder' | 'digits_lost' | 'century';

/** What is odd about the number as typed; nothing is said while it is still being typed. */
export const idHint = (text: string): IdHint | null => {
  if (text.trim().length < 15) return null;
  const id = parseIdNumber(text);
  return id.ok || id.fault === 'empty' ? null : id.fault;
};

/** A valid number knows birth date and sex; what was typed by hand stays. */
export const withIdNumber = (form: ProposeForm, idNumber: string): Partial<ProposeForm> => {
  const id = parseIdNumber(idNumber);
  if (!id.ok) return { idNumber };
  return {
    idNumber,
    birthDate: form.birthDate === '' ? id.birthDate : form.birthDate,
    sex: form.sex === 'unknown' ? id.sex : form.sex,
  };
};

export const missingField = (form: ProposeForm): 'village' | 'name' | null => {
  if (!AreaCode.safeParse(form.areaCode).success) return 'village';
  return form.name.trim() === '' ? 'name' : null;
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const toCommand = (
  form: ProposeForm,
  ids: { proposalId: string; personId: string; campaignId: string },
): ProposePerson => ({
  type: 'person.propose',
  ...ids,
  areaCode: AreaCode.parse(form.areaCode),
  name: form.name.trim(),
  sex: form.sex,
  birthDate: isDay(form.birthDate) ? form.birthDate : null,
  idNumber: orNull(form.idNumber),
  phone: orNull(form.phone),
  address: form.address.trim(),
  language: form.language,
});
