/** What a supervisor makes of an elder found at the door. The visits are kept in every case. */
import { ok, refused, type Result } from '../error.ts';
import type { PersonState } from '../person/person-state.ts';
import type { DecideProposal } from './query.ts';

export interface ProposalFacts {
  proposal: { state: 'pending' | 'accepted' | 'linked' | 'declined'; personId: string } | null;
  /** the person to link to, null where there is none of that id in the county */
  target: { personId: string; state: PersonState } | null;
}

export interface ProposalDecision {
  proposalState: 'accepted' | 'linked' | 'declined';
  personState: 'active' | 'merged' | 'declined';
  /** the person who keeps the visits after a link */
  mergedInto: string | null;
  why: string | null;
}

export const decideProposal = (
  command: DecideProposal,
  { proposal, target }: ProposalFacts,
): Result<ProposalDecision> => {
  if (proposal === null) return refused({ code: 'not_found' });
  if (proposal.state !== 'pending') return refused({ code: 'already_decided' });
  switch (command.decision) {
    case 'accept':
      return ok({ proposalState: 'accepted', personState: 'active', mergedInto: null, why: null });
    case 'decline':
      return ok({ proposalState: 'declined', personState: 'declined', mergedInto: null, why: command.why });
    case 'link':
      if (command.personId === proposal.personId) return refused({ code: 'bad_input', fields: ['personId'] });
      if (target === null) return refused({ code: 'not_found' });
      // a person who was merged or declined meanwhile cannot take anybody's visits
      if (target.state !== 'active' && target.state !== 'proposed') return refused({ code: 'changed_meanwhile' });
      return ok({ proposalState: 'linked', personState: 'merged', mergedInto: target.personId, why: null });
  }
};
