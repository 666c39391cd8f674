/**
 * How the three secret fields of a person are sealed and found again. One place, because a cipher opened under another
 * context, or an index computed under another domain, silently finds nobody.
 */
import { blindIndex, open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';

export interface SecretFields {
  /** 18 characters, checked or as heard; null where unknown */
  idNumber: string | null;
  /** digits only, as `normalisePhone` gives them */
  phone: string | null;
  address: string | null;
}

export interface SealedFields {
  idCipher: Uint8Array<ArrayBuffer> | null;
  idIndex: Uint8Array<ArrayBuffer> | null;
  idTailIndex: Uint8Array<ArrayBuffer> | null;
  phoneCipher: Uint8Array<ArrayBuffer> | null;
  phoneIndex: Uint8Array<ArrayBuffer> | null;
  phoneTailIndex: Uint8Array<ArrayBuffer> | null;
  addressCipher: Uint8Array<ArrayBuffer> | null;
}

const context = { idNumber: 'person.id', phone: 'person.phone', address: 'person.address' } as const;
const tailOf = (text: string): string => text.slice(-4);
const bytes = (value: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(value);

export const idIndexOf = (keys: FieldKeys, id18: string): Uint8Array<ArrayBuffer> =>
  bytes(blindIndex(keys, 'person.id', id18));
/** the last four characters, upper case X */
export const idTailIndexOf = (keys: FieldKeys, tail: string): Uint8Array<ArrayBuffer> =>
  bytes(blindIndex(keys, 'person.id.tail', tail.toUpperCase()));
export const phoneIndexOf = (keys: FieldKeys, phone: string): Uint8Array<ArrayBuffer> =>
  bytes(blindIndex(keys, 'person.phone', phone));
export const phoneTailIndexOf = (keys: FieldKeys, tail: string): Uint8Array<ArrayBuffer> =>
  bytes(blindIndex(keys, 'person.phone.tail', tail));

export const sealPerson = (keys: FieldKeys, personId: string, fields: SecretFields): SealedFields => {
  const sealed = (field: keyof typeof context): Uint8Array<ArrayBuffer> | null => {
    const text = fields[field];
    return text === null || text === '' ? null : bytes(seal(keys, `${context[field]}|${personId}`, text));
  };
  const { idNumber, phone } = fields;
  return {
    idCipher: sealed('idNumber'),
    idIndex: idNumber ? idIndexOf(keys, idNumber) : null,
    idTailIndex: idNumber ? idTailIndexOf(keys, tailOf(idNumber)) : null,
    phoneCipher: sealed('phone'),
    phoneIndex: phone ? phoneIndexOf(keys, phone) : null,
    phoneTailIndex: phone ? phoneTailIndexOf(keys, tailOf(phone)) : null,
    addressCipher: sealed('address'),
  };
};

export const openPersonField = (
  keys: FieldKeys,
  personId: string,
  field: keyof typeof context,
  cipher: Uint8Array | null,
): string | null => (cipher === null ? null : open(keys, `${context[field]}|${personId}`, cipher));
