import { ConfirmBatch, ListDiff, ListSamples, RecallMapping, RereadBatch } from '@qiaomen/domain/import-batch/preview';
import { BatchRequest, ListBatches, ListFaults, StartBatch } from '@qiaomen/domain/import-batch/query';
import { BeginUpload, UploadRequest } from '@qiaomen/domain/import-batch/upload';
import { procedure } from '../../trpc.ts';
import { undoProcedures } from './undo-procedures.ts';
import { listDemoFiles } from './demo-files.ts';
import { approveImport, cancelImport, discardImport, resumeImport, startImport } from './handle.ts';
import { listDiff, listSamples } from './preview.ts';
import { listBatches, listFaults, readBatch, readSenders } from './queries.ts';
import { recallMapping, rereadBatch } from './reread.ts';
import { confirmImport } from './second-word.ts';
import { beginUpload, dropUpload, finishUpload, listUploads } from './uploads.ts';

const manage = procedure.meta({ permission: 'import.manage' });
const approve = procedure.meta({ permission: 'import.approve' });

export const importProcedures = {
  ...undoProcedures,
  list: manage.input(ListBatches).query(({ ctx, input }) => listBatches(ctx, input)),
  detail: manage.input(BatchRequest).query(({ ctx, input }) => readBatch(ctx, input.batchId)),
  faults: manage.input(ListFaults).query(({ ctx, input }) => listFaults(ctx, input)),
  diff: manage.input(ListDiff).query(({ ctx, input }) => listDiff(ctx, input)),
  samples: manage.input(ListSamples).query(({ ctx, input }) => listSamples(ctx, input)),
  senders: manage.query(({ ctx }) => readSenders(ctx)),
  recall: manage.input(RecallMapping).query(({ ctx, input }) => recallMapping(ctx, input)),
  uploads: manage.query(({ ctx }) => listUploads(ctx)),
  beginUpload: manage.input(BeginUpload).mutation(({ ctx, input }) => beginUpload(ctx, input)),
  finishUpload: manage.input(UploadRequest).mutation(({ ctx, input }) => finishUpload(ctx, input.uploadId)),
  dropUpload: manage.input(UploadRequest).mutation(({ ctx, input }) => dropUpload(ctx, input.uploadId)),
  reread: manage.input(RereadBatch).mutation(({ ctx, input }) => rereadBatch(ctx, input)),
  start: manage.input(StartBatch).mutation(({ ctx, input }) => startImport(ctx, input)),
  resume: manage.input(BatchRequest).mutation(({ ctx, input }) => resumeImport(ctx, input.batchId)),
  cancel: manage.input(BatchRequest).mutation(({ ctx, input }) => cancelImport(ctx, input.batchId)),
  discard: manage.input(BatchRequest).mutation(({ ctx, input }) => discardImport(ctx, input.batchId)),
  demoFiles: manage.query(({ ctx }) => (ctx.demo ? listDemoFiles(ctx.dataDir) : [])),
  confirm: approve.input(ConfirmBatch).mutation(({ ctx, input }) => confirmImport(ctx, input)),
  approve: approve.input(BatchRequest).mutation(({ ctx, input }) => approveImport(ctx, input.batchId)),
};
