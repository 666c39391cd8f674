import { PersonRequest, Reveal } from '@qiaomen/domain/register/query';
import { procedure } from '../../trpc.ts';
import { personDetail } from './person-detail.ts';
import { revealField } from './reveal-field.ts';

export const personProcedures = {
  detail: procedure
    .meta({ permission: 'person.read' })
    .input(PersonRequest)
    .query(({ ctx, input }) => personDetail(ctx, input)),
  reveal: procedure
    .meta({ permission: 'person.reveal' })
    .input(Reveal)
    .mutation(({ ctx, input }) => revealField(ctx, input)),
};
