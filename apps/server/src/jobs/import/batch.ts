/** The import batch a job works on, and what it counts. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { ColumnMapping, type BatchCounts } from '@qiaomen/domain/import-batch/query';
import { SourceKind } from '@qiaomen/domain/register/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { encodings } from '@qiaomen/domain/import-batch/query';
import type { Said } from '@qiaomen/linkage/read/read-table';
import { z } from 'zod';

const amount = z.int().min(0).default(0);

/** `cursor`: the last row of the file that is staged; a job that was killed goes on behind it. */
export const StoredCounts = z.object({
  rows: amount,
  valid: amount,
  invalid: amount,
  warnings: amount,
  unchanged: amount,
  newPersons: amount,
  matched: amount,
  changed: amount,
  gone: amount,
  review: amount,
  doses: amount,
  unplaced: amount,
  cursor: amount,
  fileRows: z.int().min(0).nullable().default(null),
});
export type StoredCounts = z.infer<typeof StoredCounts> & BatchCounts;

const StoredFormat = z.object({
  encoding: z.enum(encodings).nullable(),
  sheet: z.string().nullable(),
  headerRow: z.int(),
});

export interface ImportBatch {
  id: string;
  areaCode: AreaCode;
  kind: SourceKind;
  fileName: string;
  /** how the file is read, as it was found out or corrected */
  said: Said | null;
  blobKey: string;
  state: string;
  mapping: ColumnMapping;
  counts: StoredCounts;
  createdBy: string;
  createdAt: Date;
}

export const batchSelect = {
  id: true,
  areaCode: true,
  kind: true,
  fileName: true,
  format: true,
  blobKey: true,
  state: true,
  mapping: true,
  counts: true,
  createdBy: true,
  createdAt: true,
} as const;

export const findBatch = async (tx: Tx, batchId: string): Promise<ImportBatch | undefined> => {
  const row = await tx.importBatch.findUnique({ where: { id: batchId }, select: batchSelect });
  if (row === null) return undefined;
  const { format, ...rest } = row;
  return {
    ...rest,
    said: StoredFormat.nullable().parse(format),
    areaCode: AreaCode.parse(row.areaCode),
    kind: SourceKind.parse(row.kind),
    mapping: ColumnMapping.parse(row.mapping ?? {}),
    counts: StoredCounts.parse(row.counts),
  };
};

export const getBatch = async (tx: Tx, batchId: string): Promise<ImportBatch> => {
  const batch = await findBatch(tx, batchId);
  if (batch === undefined) throw new Error('import of an unknown batch');
  return batch;
};
