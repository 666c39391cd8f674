import { ListAttention, ListIncidents } from '@qiaomen/domain/attention/query';
import { procedure } from '../../trpc.ts';
import { listAttention } from './list-attention.ts';
import { listIncidents } from './list-incidents.ts';

export const attentionProcedures = {
  list: procedure
    .meta({ permission: 'attention.read' })
    .input(ListAttention)
    .query(({ ctx, input }) => listAttention(ctx, input)),
  incidents: procedure
    .meta({ permission: 'attention.read' })
    .input(ListIncidents)
    .query(({ ctx, input }) => listIncidents(ctx, input)),
};
