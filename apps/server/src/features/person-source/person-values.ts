/** The fields of a person that files speak of, opened. */
import type { SourceField } from '@qiaomen/domain/person-source/query';
import type { FieldValue } from '@qiaomen/domain/person-source/read-value';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { dateToDay } from '../../entry/entry.ts';
import { openPersonField } from '../../entry/sealed-person.ts';

export interface StoredPerson {
  id: string;
  areaCode: string;
  name: string;
  sex: string;
  birthDate: Date | null;
  ethnicity: string | null;
  idCipher: Uint8Array | null;
  phoneCipher: Uint8Array | null;
  addressCipher: Uint8Array | null;
  disabled: boolean;
  nursingHome: boolean;
  deceased: boolean;
}

export const personValues = (keys: FieldKeys, person: StoredPerson): Record<SourceField, FieldValue> => ({
  name: person.name,
  sex: person.sex,
  birthDate: dateToDay(person.birthDate),
  idNumber: openPersonField(keys, person.id, 'idNumber', person.idCipher),
  phone: openPersonField(keys, person.id, 'phone', person.phoneCipher),
  areaCode: person.areaCode,
  address: openPersonField(keys, person.id, 'address', person.addressCipher),
  ethnicity: person.ethnicity,
  disabled: person.disabled,
  nursingHome: person.nursingHome,
  deceased: person.deceased,
});
