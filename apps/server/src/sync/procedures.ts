import { Pull, Push } from '@qiaomen/domain/sync/query';
import { deviceProcedure, procedure } from '../trpc.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';

export const syncProcedures = {
  push: deviceProcedure
    .meta({ permission: 'sync.push', device: true })
    .input(Push)
    .mutation(({ ctx, input }) => push(ctx, input)),
  pull: procedure
    .meta({ permission: 'sync.pull' })
    .input(Pull)
    .query(({ ctx, input }) => pull(ctx, input)),
};
