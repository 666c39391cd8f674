import { ListAttention } from '@qiaomen/domain/attention/query';
import { procedure } from '../../trpc.ts';
import { listAttention } from './list-attention.ts';

export const attentionProcedures = {
  list: procedure
    .meta({ permission: 'attention.read' })
    .input(ListAttention)
    .query(({ ctx, input }) => listAttention(ctx, input)),
};
