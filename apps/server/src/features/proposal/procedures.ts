import { DecideProposal, ListProposals } from '@qiaomen/domain/proposal/query';
import { procedure } from '../../trpc.ts';
import { decideProposalNow } from './decide-proposal.ts';
import { listProposals } from './list-proposals.ts';

const guarded = procedure.meta({ permission: 'proposal.decide' });

export const proposalProcedures = {
  list: guarded.input(ListProposals).query(({ ctx, input }) => listProposals(ctx, input)),
  decide: guarded.input(DecideProposal).mutation(({ ctx, input }) => decideProposalNow(ctx, input)),
};
