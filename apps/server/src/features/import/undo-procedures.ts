import { BatchRequest } from '@qiaomen/domain/import-batch/query';
import { ListGone } from '@qiaomen/domain/import-batch/gone';
import { ListKept } from '@qiaomen/domain/import-batch/undo';
import { procedure } from '../../trpc.ts';
import { listGone } from './list-gone.ts';
import { listKept, undoPreview } from './undo-queries.ts';
import { redoImport, undoImport } from './undo.ts';

const manage = procedure.meta({ permission: 'import.manage' });
const approve = procedure.meta({ permission: 'import.approve' });

export const undoProcedures = {
  undoPreview: manage.input(BatchRequest).query(({ ctx, input }) => undoPreview(ctx, input.batchId)),
  gone: manage.input(ListGone).query(({ ctx, input }) => listGone(ctx, input)),
  undoKept: manage.input(ListKept).query(({ ctx, input }) => listKept(ctx, input)),
  undo: approve.input(BatchRequest).mutation(({ ctx, input }) => undoImport(ctx, input.batchId)),
  redo: approve.input(BatchRequest).mutation(({ ctx, input }) => redoImport(ctx, input.batchId)),
};
