import { ListAttention, SettleAttention } from '@qiaomen/domain/attention/query';
import { procedure } from '../../trpc.ts';
import { listAttention } from './list-attention.ts';
import { settleAttention } from './settle-attention.ts';

export const attentionProcedures = {
  list: procedure
    .meta({ permission: 'attention.read' })
    .input(ListAttention)
    .query(({ ctx, input }) => listAttention(ctx, input)),
  settle: procedure
    .meta({ permission: 'attention.settle' })
    .input(SettleAttention)
    .mutation(({ ctx, input }) => settleAttention(ctx, input)),
};
