import { GiveEvent } from '@qiaomen/domain/person-parted/query';
import { PersonRequest } from '@qiaomen/domain/register/query';
import { procedure } from '../../trpc.ts';
import { giveEvent } from './give-event.ts';
import { readParted } from './read-parted.ts';

export const personPartedProcedures = {
  parted: procedure
    .meta({ permission: 'person.read' })
    .input(PersonRequest)
    .query(({ ctx, input }) => readParted(ctx, input)),
  giveEvent: procedure
    .meta({ permission: 'person.giveEvent' })
    .input(GiveEvent)
    .mutation(({ ctx, input }) => giveEvent(ctx, input)),
};
