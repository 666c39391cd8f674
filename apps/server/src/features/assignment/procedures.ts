import { AssignArea, AssignPersons, ListWorkers } from '@qiaomen/domain/assignment/query';
import { procedure } from '../../trpc.ts';
import { assignArea } from './assign-area.ts';
import { assignPersons } from './assign-persons.ts';
import { listWorkers } from './list-workers.ts';

const guarded = procedure.meta({ permission: 'assignment.set' });

export const assignmentProcedures = {
  workers: guarded.input(ListWorkers).query(({ ctx, input }) => listWorkers(ctx, input)),
  area: guarded.input(AssignArea).mutation(({ ctx, input }) => assignArea(ctx, input)),
  persons: guarded.input(AssignPersons).mutation(({ ctx, input }) => assignPersons(ctx, input)),
};
