import { AskExport, DecideExport, ExportRequest, ListExports } from '@qiaomen/domain/register-export/query';
import { procedure } from '../../trpc.ts';
import { askExport, cancelExport, decideExport } from './handle.ts';
import { listExports } from './list-exports.ts';

const ask = procedure.meta({ permission: 'registerExport.ask' });

export const registerExportProcedures = {
  list: ask.input(ListExports).query(({ ctx, input }) => listExports(ctx, input)),
  ask: ask.input(AskExport).mutation(({ ctx, input }) => askExport(ctx, input)),
  cancel: ask.input(ExportRequest).mutation(({ ctx, input }) => cancelExport(ctx, input.exportId)),
  decide: procedure
    .meta({ permission: 'registerExport.decide' })
    .input(DecideExport)
    .mutation(({ ctx, input }) => decideExport(ctx, input)),
};
