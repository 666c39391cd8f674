import type { ProposalRow } from '@qiaomen/domain/proposal/query';

const states = ['pending', 'accepted', 'linked', 'declined'] as const satisfies ProposalRow['state'][];

export const proposalState = (text: string): ProposalRow['state'] => {
  const state = states.find((known) => known === text);
  if (state === undefined) throw new Error('proposal of unknown state');
  return state;
};
