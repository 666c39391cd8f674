import { EndBackup, ListBackups, ListRounds, ListWaiting, SaveBackup } from '@qiaomen/domain/home-plan/query';
import { procedure } from '../../trpc.ts';
import { endBackup, listBackups, saveBackup } from './backups.ts';
import { listRounds } from './list-rounds.ts';
import { listWaiting } from './list-waiting.ts';

const read = procedure.meta({ permission: 'homePlan.read' });
const manage = procedure.meta({ permission: 'homePlan.manage' });

export const homePlanProcedures = {
  waiting: read.input(ListWaiting).query(({ ctx, input }) => listWaiting(ctx, input)),
  rounds: read.input(ListRounds).query(({ ctx, input }) => listRounds(ctx, input)),
  backups: read.input(ListBackups).query(({ ctx, input }) => listBackups(ctx, input)),
  saveBackup: manage.input(SaveBackup).mutation(({ ctx, input }) => saveBackup(ctx, input)),
  endBackup: manage.input(EndBackup).mutation(({ ctx, input }) => endBackup(ctx, input)),
};
