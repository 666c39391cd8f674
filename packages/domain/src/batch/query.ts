/** The batches of a campaign in an area as screens read them. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import type { RegisterRow } from '../register/query.ts';
import { crowds, type Crowd } from './crowds.ts';
import type { BatchState } from './decide.ts';
import type { BatchCounts } from './status.ts';

export const Batches = z.strictObject({ campaignId: z.uuid(), areaCode: AreaCode });
export type Batches = z.infer<typeof Batches>;

/** Closed for a county or an area inside it: above a county nobody knows its doors. */
export const CloseBatch = z.strictObject({
  campaignId: z.uuid(),
  areaCode: AreaCode.refine((code) => code.length >= 6),
  crowd: z.enum(crowds),
});
export type CloseBatch = z.infer<typeof CloseBatch>;

export const ListUnknown = z.strictObject({
  campaignId: z.uuid(),
  areaCode: AreaCode,
  crowd: z.enum(crowds),
  page: PageRequest,
});
export type ListUnknown = z.infer<typeof ListUnknown>;

export interface BatchRow {
  crowd: Crowd;
  state: BatchState;
  counts: BatchCounts;
  unknown: number;
  /** the newest act of closing, whether or not it still holds */
  closing: { at: string; by: string | null; members: number } | null;
}

export interface BatchList {
  asOf: string;
  /** of the area that was asked for, from the county down or its own name above */
  areaPath: string[];
  /** false above a county: such areas are looked at, not closed */
  closable: boolean;
  rows: BatchRow[];
}

export type UnknownRow = RegisterRow & { unknown: 'never_reached' | 'not_screened' };
