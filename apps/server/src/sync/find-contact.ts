import type { Contact } from '@qiaomen/domain/person/decide-contact';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { openPersonField } from '../entry/sealed-person.ts';

/** How a person of the county is reached, opened to be compared with what a tablet showed. */
export const findContact = async (tx: Tx, keys: FieldKeys, county: string, personId: string): Promise<Contact> => {
  const { phoneCipher, addressCipher, language } = await tx.person.findUniqueOrThrow({
    where: { county_id: { county, id: personId } },
    select: { phoneCipher: true, addressCipher: true, language: true },
  });
  const secret = (field: 'phone' | 'address', cipher: Uint8Array | null) =>
    openPersonField(keys, personId, field, cipher);
  return { phone: secret('phone', phoneCipher), address: secret('address', addressCipher), language };
};
