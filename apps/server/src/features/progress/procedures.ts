import { ReadProgress } from '@qiaomen/domain/figures/query';
import { procedure } from '../../trpc.ts';
import { readProgress } from './read-progress.ts';

export const progressProcedures = {
  read: procedure
    .meta({ permission: 'progress.read' })
    .input(ReadProgress)
    .query(({ ctx, input }) => readProgress(ctx, input)),
};
