/** Work from tablets that could not be entered: kept whole, shown by codes only. */
import { z } from 'zod';
import type { DomainError } from '../error.ts';
import { PageRequest } from '../page.ts';
import type { QuarantineReason } from '../sync/query.ts';

export const ListAttention = z.strictObject({
  /** what somebody has entered or left out already */
  settled: z.boolean(),
  page: PageRequest,
});
export type ListAttention = z.infer<typeof ListAttention>;

export interface AttentionRow {
  county: string;
  receiptId: string;
  /** command type as it arrived; may be one this version does not know */
  type: string;
  userName: string | null;
  /** what the command says, in codes of the catalogues only: an outcome and its reasons, or a product */
  says: string[];
  /** null where the command names nobody or cannot be read */
  personId: string | null;
  areaPath: string[];
  occurredAt: string;
  receivedAt: string;
  why:
    | { state: 'refused'; error: DomainError }
    | { state: 'quarantined'; reason: QuarantineReason }
    | { state: 'conflict' };
  settled: { act: SettleAct; userName: string | null; at: string } | null;
}

/** accept: entered in its author's name, by its date; discard: left out, and kept as it came */
export const SettleAct = z.enum(['accept', 'discard']);
export type SettleAct = z.infer<typeof SettleAct>;

export const SettleAttention = z.strictObject({
  county: z.string().regex(/^\d{6}$/),
  receiptId: z.uuid(),
  act: SettleAct,
});
export type SettleAttention = z.infer<typeof SettleAttention>;
