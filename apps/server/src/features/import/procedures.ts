import { BatchRequest, ListBatches, ListFaults, StartBatch } from '@qiaomen/domain/import-batch/query';
import { procedure } from '../../trpc.ts';
import { undoProcedures } from './undo-procedures.ts';
import { listDemoFiles } from './demo-files.ts';
import { approveImport, cancelImport, discardImport, startImport } from './handle.ts';
import { listBatches, listFaults, readBatch } from './queries.ts';

const manage = procedure.meta({ permission: 'import.manage' });

export const importProcedures = {
  ...undoProcedures,
  list: manage.input(ListBatches).query(({ ctx, input }) => listBatches(ctx, input.page)),
  detail: manage.input(BatchRequest).query(({ ctx, input }) => readBatch(ctx, input.batchId)),
  faults: manage.input(ListFaults).query(({ ctx, input }) => listFaults(ctx, input)),
  start: manage.input(StartBatch).mutation(({ ctx, input }) => startImport(ctx, input)),
  cancel: manage.input(BatchRequest).mutation(({ ctx, input }) => cancelImport(ctx, input.batchId)),
  discard: manage.input(BatchRequest).mutation(({ ctx, input }) => discardImport(ctx, input.batchId)),
  demoFiles: manage.query(({ ctx }) => (ctx.demo ? listDemoFiles(ctx.dataDir) : [])),
  approve: procedure
    .meta({ permission: 'import.approve' })
    .input(BatchRequest)
    .mutation(({ ctx, input }) => approveImport(ctx, input.batchId)),
};
