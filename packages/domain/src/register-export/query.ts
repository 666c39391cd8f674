/** Copies of the register that leave the house: what is asked for, and how far it is. */
import { z } from 'zod';
import type { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import { RegisterFilter, registerSorts } from '../register/query.ts';

export const exportFormats = ['xlsx', 'csv'] as const;
export const exportPurposes = ['work_list', 'verification', 'report', 'data_exchange', 'other'] as const;
export const exportStates = [
  'asked', 'queued', 'running', 'done', 'failed', 'cancelled', 'declined', 'expired',
] as const; // prettier-ignore
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;
export const ExportPurpose = z.enum(exportPurposes);
export type ExportPurpose = z.infer<typeof ExportPurpose>;
export const ExportState = z.enum(exportStates);
export type ExportState = z.infer<typeof ExportState>;

/** Which rows, in which order: those of the list on the screen. */
export const ExportSelection = z.strictObject({
  filter: RegisterFilter,
  sort: z.enum(registerSorts),
  descending: z.boolean(),
  text: z.string().trim().max(50),
});
export type ExportSelection = z.infer<typeof ExportSelection>;

export const AskExport = z.strictObject({
  exportId: z.uuidv7(),
  campaignId: z.uuid(),
  selection: ExportSelection,
  format: ExportFormat,
  masked: z.boolean(),
  purpose: ExportPurpose,
  /** who gets the file and what for; must be said where nothing is masked */
  reason: z.string().trim().max(200),
});
export type AskExport = z.infer<typeof AskExport>;

export const ExportRequest = z.strictObject({ exportId: z.uuid() });
export type ExportRequest = z.infer<typeof ExportRequest>;
export const DecideExport = z.strictObject({ exportId: z.uuid(), approve: z.boolean() });
export type DecideExport = z.infer<typeof DecideExport>;
export const ListExports = z.strictObject({ page: PageRequest });
export type ListExports = z.infer<typeof ListExports>;

export interface ExportLine {
  id: string;
  campaignId: string;
  campaignName: string;
  areaCode: AreaCode;
  areaName: string;
  format: ExportFormat;
  masked: boolean;
  purpose: ExportPurpose;
  reason: string;
  state: ExportState;
  /** by the reader: only the asker downloads, only somebody else decides */
  own: boolean;
  askedBy: string | null;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  selection: ExportSelection;
  /** persons in the file */
  rows: number | null;
  expiresAt: string | null;
  downloads: number;
  progress: { done: number; total: number | null } | null;
}

/** A finished file can be fetched for two days, then it is removed. */
export const keepExportHours = 48;
