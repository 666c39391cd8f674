/** Table of contents of the API. */
import { accountProcedures } from './features/account/procedures.ts';
import { areaProcedures } from './features/area/procedures.ts';
import { auditProcedures } from './features/audit/procedures.ts';
import { campaignProcedures } from './features/campaign/procedures.ts';
import { importProcedures } from './features/import/procedures.ts';
import { linkPairProcedures } from './features/link-pair/procedures.ts';
import { userProcedures } from './features/user/procedures.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: accountProcedures,
  area: areaProcedures,
  audit: auditProcedures,
  campaign: campaignProcedures,
  import: importProcedures,
  linkPair: linkPairProcedures,
  user: userProcedures,
});

export type AppRouter = typeof appRouter;
