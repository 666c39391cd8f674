import { OpenRecord, ReadRecord } from '@qiaomen/domain/vaccination-record/query';
import { procedure } from '../../trpc.ts';
import { downloadOpenRecord, downloadRecord, openRecord, readRecord } from './read-record.ts';

const read = procedure.meta({ permission: 'person.read' });
const reveal = procedure.meta({ permission: 'person.reveal' });

export const vaccinationRecordProcedures = {
  read: read.input(ReadRecord).query(({ ctx, input }) => readRecord(ctx, input)),
  download: read.input(ReadRecord).mutation(({ ctx, input }) => downloadRecord(ctx, input)),
  open: reveal.input(OpenRecord).mutation(({ ctx, input }) => openRecord(ctx, input)),
  downloadOpen: reveal.input(OpenRecord).mutation(({ ctx, input }) => downloadOpenRecord(ctx, input)),
};
