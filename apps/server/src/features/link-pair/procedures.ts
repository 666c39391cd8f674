import {
  DecidePair,
  ListDecisions,
  ListPairs,
  ListTransfers,
  RevealPair,
  SettleTransfer,
  TakePairs,
} from '@qiaomen/domain/link-pair/query';
import { procedure } from '../../trpc.ts';
import { decidePair } from './decide-pair.ts';
import { listDecisions } from './list-decisions.ts';
import { listPairs, takePairs } from './queue.ts';
import { revealPair } from './reveal-pair.ts';
import { listTransfers, settleTransfer } from './transfers.ts';

const decide = procedure.meta({ permission: 'linkPair.decide' });

export const linkPairProcedures = {
  take: decide.input(TakePairs).mutation(({ ctx, input }) => takePairs(ctx, input)),
  list: decide.input(ListPairs).query(({ ctx, input }) => listPairs(ctx, input)),
  decide: decide.input(DecidePair).mutation(({ ctx, input }) => decidePair(ctx, input)),
  decisions: decide.input(ListDecisions).query(({ ctx, input }) => listDecisions(ctx, input)),
  reveal: decide.input(RevealPair).mutation(({ ctx, input }) => revealPair(ctx, input)),
  transfers: decide.input(ListTransfers).query(({ ctx, input }) => listTransfers(ctx, input)),
  settleTransfer: decide.input(SettleTransfer).mutation(({ ctx, input }) => settleTransfer(ctx, input)),
};
