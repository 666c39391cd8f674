import { CreateUser, EditUser, ListUsers, UserRequest } from '@qiaomen/domain/account/query';
import { procedure } from '../../trpc.ts';
import { createUser, disableUser, editUser, enableUser, resetCode, resetTotp } from './handle.ts';
import { listUsers } from './queries.ts';

const manage = procedure.meta({ permission: 'user.manage' });

export const userProcedures = {
  list: manage.input(ListUsers).query(({ ctx, input }) => listUsers(ctx, input)),
  create: manage.input(CreateUser).mutation(({ ctx, input }) => createUser(ctx, input)),
  edit: manage.input(EditUser).mutation(({ ctx, input }) => editUser(ctx, input)),
  disable: manage.input(UserRequest).mutation(({ ctx, input }) => disableUser(ctx, input.userId)),
  enable: manage.input(UserRequest).mutation(({ ctx, input }) => enableUser(ctx, input.userId)),
  resetCode: manage.input(UserRequest).mutation(({ ctx, input }) => resetCode(ctx, input.userId)),
  resetTotp: manage.input(UserRequest).mutation(({ ctx, input }) => resetTotp(ctx, input.userId)),
};
