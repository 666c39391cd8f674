/** The secret fields of a person as a screen shows them before anyone asks to see more. */
import { maskId } from '@qiaomen/domain/person/id-number';
import { maskPhone } from '@qiaomen/domain/person/phone';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import { openPersonField } from './sealed-person.ts';

export interface SecretColumns {
  id: string;
  idCipher: Uint8Array | null;
  phoneCipher: Uint8Array | null;
  addressCipher: Uint8Array | null;
}

export interface MaskedFields {
  idMasked: string | null;
  phoneMasked: string | null;
  addressMasked: string | null;
}

/** The house number goes; street and village stay. */
export const maskAddress = (address: string): string => {
  const letters = Array.from(address);
  const shown = Math.min(6, Math.floor(letters.length / 2));
  return `${letters.slice(0, shown).join('')}${'*'.repeat(Math.min(6, letters.length - shown))}`;
};

export const maskedFields = (keys: FieldKeys, person: SecretColumns): MaskedFields => {
  const id = openPersonField(keys, person.id, 'idNumber', person.idCipher);
  const phone = openPersonField(keys, person.id, 'phone', person.phoneCipher);
  const address = openPersonField(keys, person.id, 'address', person.addressCipher);
  return {
    // what was told at the door may be too short to show any part of it
    idMasked: id === null ? null : id.length === 18 ? maskId(id) : '*'.repeat(Math.min(18, id.length)),
    phoneMasked: phone === null ? null : maskPhone(phone),
    addressMasked: address === null ? null : maskAddress(address),
  };
};
