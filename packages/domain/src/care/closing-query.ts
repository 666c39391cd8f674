/** Requests to close an entry that wait for a second person, and those somebody has decided. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import type { CloseCode, EvidenceKind } from '../close-out/rules.ts';
import { PageRequest } from '../page.ts';
import type { EntryState } from '../register/entry-state.ts';

export const ListClosings = z.strictObject({
  areaCode: AreaCode.nullable(),
  state: z.enum(['waiting', 'agreed', 'declined']),
  page: PageRequest,
});
export type ListClosings = z.infer<typeof ListClosings>;

export interface ClosingRow {
  county: string;
  closeId: string;
  personId: string;
  personName: string;
  areaCode: AreaCode;
  areaPath: string[];
  code: CloseCode;
  evidence: EvidenceKind[];
  /** what its code asks for and nobody has named */
  missing: EvidenceKind[];
  text: string;
  askedBy: string | null;
  askedAt: string;
  /** the reader asked: somebody else must decide */
  own: boolean;
  /** of the entry as it stands now */
  entryState: EntryState | null;
  decision: { agreementId: string; agreed: boolean; userName: string | null; at: string; why: string } | null;
}
