import { Pull, Push, PushSealed } from '@qiaomen/domain/sync/query';
import { deviceProcedure, procedure } from '../trpc.ts';
import { pull } from './pull.ts';
import { pushSealed } from './push-sealed.ts';
import { push } from './push.ts';

export const syncProcedures = {
  push: deviceProcedure
    .meta({ permission: 'sync.push', device: true })
    .input(Push)
    .mutation(({ ctx, input }) => push(ctx, input)),
  pushSealed: procedure
    .meta({ permission: 'sync.push' })
    .input(PushSealed)
    .mutation(({ ctx, input }) => pushSealed(ctx, input)),
  pull: procedure
    .meta({ permission: 'sync.pull' })
    .input(Pull)
    .query(({ ctx, input }) => pull(ctx, input)),
};
