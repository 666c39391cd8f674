/** Address and contact of a place lie sealed, bound to the place. */
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { z } from 'zod';

interface Contact {
  address: string;
  contactName: string;
  contactPhone: string;
}

const Person = z.object({ name: z.string(), phone: z.string() });
const bytes = (value: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(value);

export const sealContact = (keys: FieldKeys, placeId: string, { address, contactName, contactPhone }: Contact) => ({
  addressCipher: address === '' ? null : bytes(seal(keys, `key_place.address|${placeId}`, address)),
  contactCipher:
    contactName === '' && contactPhone === ''
      ? null
      : bytes(seal(keys, `key_place.contact|${placeId}`, JSON.stringify({ name: contactName, phone: contactPhone }))),
});

export const openContact = (
  keys: FieldKeys,
  {
    id,
    addressCipher,
    contactCipher,
  }: { id: string; addressCipher: Uint8Array | null; contactCipher: Uint8Array | null },
): Contact => {
  const person =
    contactCipher === null
      ? { name: '', phone: '' }
      : Person.parse(JSON.parse(open(keys, `key_place.contact|${id}`, contactCipher)));
  const address = addressCipher === null ? '' : open(keys, `key_place.address|${id}`, addressCipher);
  return { address, contactName: person.name, contactPhone: person.phone };
};
