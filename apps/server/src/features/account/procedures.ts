import {
  Activate,
  ChangeLanguage,
  ChangePassword,
  ConfirmTotp,
  FirstAdmin,
  SignIn,
} from '@qiaomen/domain/account/query';
import { procedure, publicProcedure } from '../../trpc.ts';
import { readInstallState } from '../../install/install-state.ts';
import { activate, createFirstAdmin } from './activate.ts';
import { changeLanguage, changePassword, confirmTotp, signOut, startTotp } from './own-account.ts';
import { signIn } from './sign-in.ts';

const open = publicProcedure.meta({ permission: null, public: true });
const own = procedure.meta({ permission: 'account.use' });

export const accountProcedures = {
  installState: open.query(({ ctx }) => readInstallState(ctx)),
  signIn: open.input(SignIn).mutation(({ ctx, input }) => signIn(ctx, input)),
  activate: open.input(Activate).mutation(({ ctx, input }) => activate(ctx, input)),
  firstAdmin: open.input(FirstAdmin).mutation(({ ctx, input }) => createFirstAdmin(ctx, input)),
  me: own.query(({ ctx }) => ctx.account),
  signOut: own.mutation(({ ctx }) => signOut(ctx)),
  changeLanguage: own.input(ChangeLanguage).mutation(({ ctx, input }) => changeLanguage(ctx, input.language)),
  changePassword: own.input(ChangePassword).mutation(({ ctx, input }) => changePassword(ctx, input)),
  totpStart: own.mutation(({ ctx }) => startTotp(ctx)),
  totpConfirm: own.input(ConfirmTotp).mutation(({ ctx, input }) => confirmTotp(ctx, input.code)),
};
