import { DecidePair, ListPairs } from '@qiaomen/domain/import-batch/query';
import { procedure } from '../../trpc.ts';
import { decidePair } from './handle.ts';
import { listPairs } from './queries.ts';

const decide = procedure.meta({ permission: 'linkPair.decide' });

export const linkPairProcedures = {
  list: decide.input(ListPairs).query(({ ctx, input }) => listPairs(ctx, input)),
  decide: decide.input(DecidePair).mutation(({ ctx, input }) => decidePair(ctx, input)),
};
