/** A choice at rest: the value and the reason are sealed, for either may name somebody. */
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { z } from 'zod';

const Kept = z.object({ value: z.union([z.string(), z.boolean(), z.null()]), reason: z.string() });
export type Kept = z.infer<typeof Kept>;

const context = (id: string): string => `person_field_choice.value|${id}`;

export const sealChoice = (keys: FieldKeys, id: string, kept: Kept): Uint8Array<ArrayBuffer> =>
  new Uint8Array(seal(keys, context(id), JSON.stringify(kept)));

export const openChoice = (keys: FieldKeys, id: string, cipher: Uint8Array): Kept =>
  Kept.parse(JSON.parse(open(keys, context(id), cipher)));
