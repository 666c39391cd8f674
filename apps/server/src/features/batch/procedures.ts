import { Batches, CloseBatch, ListUnknown } from '@qiaomen/domain/batch/query';
import { procedure } from '../../trpc.ts';
import { closeBatch } from './handle.ts';
import { listBatches, listUnknown } from './queries.ts';

const read = procedure.meta({ permission: 'batch.read' });

export const batchProcedures = {
  list: read.input(Batches).query(({ ctx, input }) => listBatches(ctx, input)),
  unknown: read.input(ListUnknown).query(({ ctx, input }) => listUnknown(ctx, input)),
  close: procedure
    .meta({ permission: 'batch.close' })
    .input(CloseBatch)
    .mutation(({ ctx, input }) => closeBatch(ctx, input)),
};
