import { z } from 'zod';
import type { AreaCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import type { Sex } from '../person/command.ts';

export const ListProposals = z.strictObject({
  page: PageRequest,
  state: z.enum(['pending', 'accepted', 'linked', 'declined']),
});
export type ListProposals = z.infer<typeof ListProposals>;

/** An elder found at the door. The visits made are kept whatever is decided. */
export const DecideProposal = z.discriminatedUnion('decision', [
  z.strictObject({ county: z.string().regex(/^\d{6}$/), proposalId: z.uuid(), decision: z.literal('accept') }),
  z.strictObject({
    county: z.string().regex(/^\d{6}$/),
    proposalId: z.uuid(),
    decision: z.literal('link'),
    personId: z.uuid(),
  }),
  z.strictObject({
    county: z.string().regex(/^\d{6}$/),
    proposalId: z.uuid(),
    decision: z.literal('decline'),
    why: z.string().trim().min(1).max(300),
  }),
]);
export type DecideProposal = z.infer<typeof DecideProposal>;

export interface ProposalCandidate {
  personId: string;
  name: string;
  sex: Sex;
  birthDate: string | null;
  idMasked: string | null;
  phoneMasked: string | null;
  areaPath: string[];
  /** codes of what agrees: name, name_sound, birth_date, birth_year, id, phone, village */
  evidence: string[];
}

export interface ProposalRow {
  county: string;
  proposalId: string;
  personId: string;
  name: string;
  sex: Sex;
  birthDate: string | null;
  idMasked: string | null;
  phoneMasked: string | null;
  areaCode: AreaCode;
  areaPath: string[];
  foundBy: string;
  foundAt: string;
  visitCount: number;
  state: 'pending' | 'accepted' | 'linked' | 'declined';
  candidates: ProposalCandidate[];
}
