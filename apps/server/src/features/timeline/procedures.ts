import { ListTimeline } from '@qiaomen/domain/timeline/query';
import { procedure } from '../../trpc.ts';
import { listTimeline } from './list-timeline.ts';

export const timelineProcedures = {
  timeline: procedure
    .meta({ permission: 'person.read' })
    .input(ListTimeline)
    .query(({ ctx, input }) => listTimeline(ctx, input)),
};
