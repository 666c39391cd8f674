/** How the house of a person is found: sealed like the address, opened for the tablets of their area. */
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';

const contextOf = (personId: string): string => `person.landmark|${personId}`;

export const sealLandmark = (keys: FieldKeys, personId: string, text: string): Uint8Array<ArrayBuffer> | null =>
  text === '' ? null : new Uint8Array(seal(keys, contextOf(personId), text));

export const openLandmark = (keys: FieldKeys, personId: string, cipher: Uint8Array | null): string | null =>
  cipher === null ? null : open(keys, contextOf(personId), cipher);
