/** Work from tablets that could not be entered: kept whole, shown by codes only. */
import { z } from 'zod';
import type { DomainError } from '../error.ts';
import { PageRequest } from '../page.ts';
import type { QuarantineReason } from '../sync/query.ts';

export const ListAttention = z.strictObject({ page: PageRequest });
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
  why: { state: 'refused'; error: DomainError } | { state: 'quarantined'; reason: QuarantineReason };
}
