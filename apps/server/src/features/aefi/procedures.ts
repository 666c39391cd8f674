import { ListAefi, RecordAefiStep, TakeBackAefiStep } from '@qiaomen/domain/aefi-desk/query';
import { procedure } from '../../trpc.ts';
import { listAefi } from './list-aefi.ts';
import { recordAefiStep, takeBackAefiStep } from './record-step.ts';

const manage = procedure.meta({ permission: 'aefi.manage' });

export const aefiProcedures = {
  list: manage.input(ListAefi).query(({ ctx, input }) => listAefi(ctx, input)),
  step: manage.input(RecordAefiStep).mutation(({ ctx, input }) => recordAefiStep(ctx, input)),
  takeBack: manage.input(TakeBackAefiStep).mutation(({ ctx, input }) => takeBackAefiStep(ctx, input)),
};
