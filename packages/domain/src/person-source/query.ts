/** Where each field of a person comes from, what the other rows say, and who chose otherwise. */
import { z } from 'zod';
import type { SourceKind } from '../register/query.ts';

export const sourceFields = [
  'name', 'sex', 'birthDate', 'idNumber', 'phone', 'areaCode', 'address', 'ethnicity', 'disabled', 'nursingHome', 'deceased',
] as const; // prettier-ignore
export const SourceField = z.enum(sourceFields);
export type SourceField = z.infer<typeof SourceField>;

/** Why a value stands in the register; `chosen`: a person said so, and no file changes it. */
export const sourceReasons = ['rank', 'checked', 'from_id', 'agreed', 'newest', 'any', 'chosen'] as const;
export const SourceReason = z.enum(sourceReasons);
export type SourceReason = z.infer<typeof SourceReason>;

export interface SaidBy {
  kind: SourceKind;
  /** null where the row lies in a store the reader may not see */
  fileName: string | null;
  rowNo: number | null;
  sender: string | null;
  /** day of the import */
  on: string | null;
}

export interface FieldLine {
  field: SourceField;
  /** masked where the register masks it; codes for sex and ethnicity, 'yes' or 'no' for marks, names for areas */
  shown: string | null;
  why: SourceReason | null;
  from: SaidBy | null;
  /** rows that say something about the field, the newest first */
  said: (SaidBy & { sourceId: string; shown: string; agrees: boolean })[];
  choice: { by: string; at: string; reason: string } | null;
}

export interface PersonSources {
  fields: FieldLine[];
  /** false: the reader sees offices and days, not the rows of other counties */
  readsRows: boolean;
}

const Place = { county: z.string().regex(/^\d{6}$/), personId: z.uuid() };
const Why = z.string().trim().min(2).max(300);

export const ChooseField = z.strictObject({
  ...Place,
  field: SourceField,
  pick: z.union([
    z.strictObject({ sourceId: z.uuid() }),
    /** as typed; read by the rules of the field */
    z.strictObject({ text: z.string().max(200) }),
  ]),
  reason: Why,
});
export type ChooseField = z.infer<typeof ChooseField>;

export const TakeBackField = z.strictObject({ ...Place, field: SourceField });
export type TakeBackField = z.infer<typeof TakeBackField>;
