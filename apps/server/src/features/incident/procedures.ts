import { ActOnIncident, ListIncidents } from '@qiaomen/domain/incident/query';
import { procedure } from '../../trpc.ts';
import { actOnIncident } from './act-on-incident.ts';
import { listIncidents } from './list-incidents.ts';

export const incidentProcedures = {
  list: procedure
    .meta({ permission: 'attention.read' })
    .input(ListIncidents)
    .query(({ ctx, input }) => listIncidents(ctx, input)),
  act: procedure
    .meta({ permission: 'incident.act' })
    .input(ActOnIncident)
    .mutation(({ ctx, input }) => actOnIncident(ctx, input)),
};
