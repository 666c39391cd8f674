import { ListAudit } from '@qiaomen/domain/audit/query';
import { procedure } from '../../trpc.ts';
import { listAudit } from './queries.ts';

export const auditProcedures = {
  list: procedure
    .meta({ permission: 'audit.read' })
    .input(ListAudit)
    .query(({ ctx, input }) => listAudit(ctx, input)),
};
