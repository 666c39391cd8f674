import { ListDayCloses } from '@qiaomen/domain/figures/day-close';
import { procedure } from '../../trpc.ts';
import { listDayCloses } from './list-day-closes.ts';

export const dayCloseProcedures = {
  list: procedure
    .meta({ permission: 'progress.read' })
    .input(ListDayCloses)
    .query(({ ctx, input }) => listDayCloses(ctx, input)),
};
