import { z } from 'zod';

export const doseProducts = ['INACT', 'AD5_IM', 'AD5_INH', 'SUB_CHO'] as const;
export const DoseProduct = z.enum(doseProducts);
export type DoseProduct = z.infer<typeof DoseProduct>;

/** A fact: the record of a dose was wrong. The old row is voided; `right` (if any) takes its place. */
export const CorrectDose = z.strictObject({
  type: z.literal('dose.correct'),
  doseId: z.uuid(),
  personId: z.uuid(),
  right: z.strictObject({ doseId: z.uuidv7(), product: DoseProduct, givenOn: z.iso.date() }).nullable(),
  why: z.string().trim().min(1).max(500),
});
export type CorrectDose = z.infer<typeof CorrectDose>;
