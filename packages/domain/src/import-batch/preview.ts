/** What an import would do to the register, as a person looks at it before approving. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import type { SourceKind } from '../register/query.ts';
import { encodings } from './query.ts';

export const diffSorts = ['area', 'created', 'changed', 'gone', 'coverage'] as const;

/** Children of an area, or every village at once. */
export const ListDiff = z.strictObject({
  batchId: z.uuid(),
  parent: AreaCode,
  level: z.enum(['children', 'villages']),
  sort: z.enum(diffSorts),
  page: PageRequest,
});
export type ListDiff = z.infer<typeof ListDiff>;

export interface DiffRow {
  areaCode: AreaCode;
  nameZh: string;
  nameKo: string | null;
  nameBo: string | null;
  /** names above it, below the area asked about */
  path: string[];
  hasChildren: boolean;
  peopleBefore: number;
  peopleAfter: number;
  created: number;
  changed: number;
  gone: number;
  coveredBefore: number;
  coveredAfter: number;
}

export const sampleSorts = ['new', 'changed', 'gone', 'dose', 'unplaced'] as const;
export type SampleSort = (typeof sampleSorts)[number];

export const ListSamples = z.strictObject({ batchId: z.uuid(), sort: z.enum(sampleSorts), page: PageRequest });
export type ListSamples = z.infer<typeof ListSamples>;

export interface SampleSide {
  name: string;
  sex: string;
  birthDate: string | null;
  idMasked: string | null;
  phoneMasked: string | null;
  areaPath: string[];
}

export interface SampleRow {
  key: string;
  kind: SourceKind | null;
  rowNo: number | null;
  /** what the file says; null for who is gone */
  row: SampleSide | null;
  /** what the register says; null for who is new */
  person: SampleSide | null;
  dose: { product: string; givenOn: string } | null;
}

/** Which row is the header, how the text is written, which sheet: null is found out by itself. */
export const RereadBatch = z.strictObject({
  batchId: z.uuid(),
  encoding: z.enum(encodings).nullable(),
  sheet: z.string().max(100).nullable(),
  headerRow: z.int().min(1).nullable(),
});
export type RereadBatch = z.infer<typeof RereadBatch>;

export const Sender = z.string().trim().max(60);
export const RecallMapping = z.strictObject({ batchId: z.uuid(), sender: Sender });

export const minReasonLength = 8;
/** Another admin answers for going on although a rule stopped the import. */
export const ConfirmBatch = z.strictObject({
  batchId: z.uuid(),
  reason: z.string().trim().min(minReasonLength).max(500),
});
export type ConfirmBatch = z.infer<typeof ConfirmBatch>;

const additions: readonly SourceKind[] = ['vaccination', 'death', 'move_out'];

/**
 * Whether a file is taken for the office's whole list, where missing people are worth a warning, or for additions.
 * Lists of events are additions; so is a file with a tenth of the rows the office is known for, or fewer.
 */
export const isWhole = (kind: SourceKind, rows: number, knownRows: number): boolean =>
  !additions.includes(kind) && rows * 10 > knownRows;
