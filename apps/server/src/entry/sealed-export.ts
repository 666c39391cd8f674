/** What a copy of the register was asked for with: rows, order and reason may name somebody, so they lie sealed. */
import type { AreaRange } from '@qiaomen/domain/area/area-code';
import { ExportSelection } from '@qiaomen/domain/register-export/query';
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { z } from 'zod';

export interface AskedRows {
  selection: ExportSelection;
  /** the areas the asker was responsible for, as far as the filter reaches */
  within: AreaRange[];
}

const AskedRows = z.object({
  selection: ExportSelection,
  within: z.array(z.object({ gte: z.string(), lt: z.string() })).min(1),
});

const bytes = (value: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(value);

export const sealAsked = (keys: FieldKeys, exportId: string, asked: AskedRows): Uint8Array<ArrayBuffer> =>
  bytes(seal(keys, `register_export.selection|${exportId}`, JSON.stringify(asked)));
export const openAsked = (keys: FieldKeys, exportId: string, cipher: Uint8Array): AskedRows =>
  AskedRows.parse(JSON.parse(open(keys, `register_export.selection|${exportId}`, cipher)));

export const sealReason = (keys: FieldKeys, exportId: string, reason: string): Uint8Array<ArrayBuffer> =>
  bytes(seal(keys, `register_export.reason|${exportId}`, reason));
export const openReason = (keys: FieldKeys, exportId: string, cipher: Uint8Array): string =>
  open(keys, `register_export.reason|${exportId}`, cipher);
