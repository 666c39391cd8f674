/** Import of an office's file: upload, mapping, preview, approval. Nothing reaches the register before approval. */
import { z } from 'zod';
import { PageRequest } from '../page.ts';
import { SourceKind } from '../register/query.ts';
import type { ImportStop } from './stop-rules.ts';

export const batchStates = [
  'uploaded', 'staging', 'staged', 'linking', 'preview', 'approving', 'approved', 'failed', 'cancelled', 'undoing',
  'undone', 'redoing',
] as const; // prettier-ignore
export const BatchState = z.enum(batchStates);
export type BatchState = z.infer<typeof BatchState>;

/** Fields a column can be mapped to. */
export const importFields = [
  'name', 'sex', 'birthDate', 'idNumber', 'phone', 'areaCode', 'address', 'ethnicity', 'householdId', 'disabled',
  'nursingHome', 'deceased', 'product', 'givenOn', 'lot', 'disabilityNumber', 'disabilityCategory', 'disabilityGrade',
  'institution', 'institutionCode', 'room', 'admittedOn', 'dischargedOn', 'deathDate', 'deathSource', 'movedOn',
  'destination',
] as const; // prettier-ignore
export const ImportField = z.enum(importFields);
export type ImportField = z.infer<typeof ImportField>;

/** field to the 0-based index of its column */
export const ColumnMapping = z.partialRecord(ImportField, z.int().min(0).max(200));
export type ColumnMapping = z.infer<typeof ColumnMapping>;

export const containers = ['csv', 'xlsx'] as const;
export const encodings = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le'] as const;

export interface FileFormat {
  container: (typeof containers)[number];
  encoding: (typeof encodings)[number] | null;
  /** 1-based line or row of the header; rows above it are titles */
  headerRow: number;
  sheet: string | null;
}

/** What most cells of a column look like. */
export const contents = ['empty', 'id', 'phone', 'date', 'sex', 'area', 'number', 'word', 'text'] as const;
export type Content = (typeof contents)[number];

export interface FoundColumn {
  index: number;
  header: string;
  content: Content;
  /** up to three values, masked where they look like an ID number or a phone */
  samples: string[];
}

export interface BatchCounts {
  rows: number;
  valid: number;
  invalid: number;
  warnings: number;
  /** rows equal to one already in the register's sources */
  unchanged: number;
  newPersons: number;
  matched: number;
  /** people known already of whom the file says something new */
  changed: number;
  /** people of whom the earlier files of this kind and sender spoke, and this whole list no longer does */
  gone: number;
  review: number;
  doses: number;
  /** rows that make nobody and match nobody */
  unplaced: number;
}

export const faultCodes = [
  'name_missing', 'name_strange', 'id_checksum', 'id_length', 'id_date', 'id_digits_lost', 'id_placeholder',
  'id_sex_differs', 'id_birth_differs', 'id_prefix_unknown', 'id_15_digits', 'birth_missing', 'birth_impossible',
  'birth_future', 'sex_unknown', 'phone_strange', 'area_unknown', 'area_outside', 'area_missing', 'row_short',
  'row_long', 'row_duplicate', 'product_unknown', 'given_missing', 'given_impossible', 'given_future', 'nothing_to_match',
  'id_century', 'area_to_town', 'area_old_code', 'date_missing', 'date_impossible', 'date_future', 'date_order',
  'institution_missing', 'grade_unknown', 'certificate_strange', 'cell_error',
] as const; // prettier-ignore
export const FaultCode = z.enum(faultCodes);
export type FaultCode = z.infer<typeof FaultCode>;

export interface RowFaultLine {
  /** 1-based number of the data row; rows up to the header are not counted */
  rowNo: number;
  column: string | null;
  code: FaultCode;
  severity: 'error' | 'warning';
  suggestion: string | null;
}

export interface BatchRow {
  id: string;
  kind: SourceKind;
  fileName: string;
  bytes: number;
  state: BatchState;
  createdAt: string;
  createdBy: string;
  approvedAt: string | null;
  approvedBy: string | null;
  counts: BatchCounts;
  error: { code: string } | null;
  /** false once it was discarded: it can no longer be started */
  hasFile: boolean;
  /** of the file's bytes, hex */
  sha256: string;
  /** the office that gave the file, in its own words */
  sender: string;
  /** its whole list, where missing people are worth a warning; else additions and corrections */
  whole: boolean;
  /** rules that ask for a second admin's word */
  stops: ImportStop[];
  second: { by: string; at: string; reason: string } | null;
}

export interface BatchDetail extends BatchRow {
  format: FileFormat | null;
  /** the first lines of the file, masked, and the sheets of a workbook */
  firstLines: { line: number; cells: string[] }[];
  sheets: string[];
  /** the earlier file of this sender whose columns were proposed again */
  recalledFrom: { fileName: string; at: string } | null;
  /** may the reader speak the second word: neither who brought the file nor who spoke it already */
  mayConfirm: boolean;
  /** no rule stands in the way, or somebody else spoke the second word */
  mayApprove: boolean;
  columns: FoundColumn[];
  mapping: ColumnMapping;
  faultsByCode: { code: FaultCode; severity: 'error' | 'warning'; rows: number }[];
  progress: JobLine | null;
}

export interface JobLine {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** code of the step, in the catalogues under job.step */
  step: string;
  done: number;
  total: number | null;
  /** of the step that runs, once there is something to count from */
  perSecond: number | null;
  secondsLeft: number | null;
  error: { code: string } | null;
}

export const ListBatches = z.strictObject({
  kind: SourceKind.nullable().default(null),
  state: BatchState.nullable().default(null),
  page: PageRequest,
});
export type ListBatches = z.infer<typeof ListBatches>;
export const BatchRequest = z.strictObject({ batchId: z.uuid() });
/** Sets kind and mapping and starts staging, linking and preview as one job. Null leaves as it is what was proposed. */
export const StartBatch = z.strictObject({
  batchId: z.uuid(),
  kind: SourceKind,
  mapping: ColumnMapping,
  sender: z.string().trim().max(60).nullable().default(null),
  whole: z.boolean().nullable().default(null),
  /** the person saw that columns and cells contradict each other and goes on */
  despite: z.boolean().default(false),
});
export type StartBatch = z.infer<typeof StartBatch>;
export const ListFaults = z.strictObject({ batchId: z.uuid(), page: PageRequest });
