import { ListRegister } from '@qiaomen/domain/register/query';
import { procedure } from '../../trpc.ts';
import { listRegister } from './list-register.ts';

export const registerProcedures = {
  list: procedure
    .meta({ permission: 'register.read' })
    .input(ListRegister)
    .query(({ ctx, input }) => listRegister(ctx, input)),
};
