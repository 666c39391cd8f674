/** Table of contents of the API. */
import { accountProcedures } from './features/account/procedures.ts';
import { aefiProcedures } from './features/aefi/procedures.ts';
import { areaProcedures } from './features/area/procedures.ts';
import { assignmentProcedures } from './features/assignment/procedures.ts';
import { attentionProcedures } from './features/attention/procedures.ts';
import { auditProcedures } from './features/audit/procedures.ts';
import { baseFigureProcedures } from './features/base-figure/procedures.ts';
import { batchProcedures } from './features/batch/procedures.ts';
import { campaignProcedures } from './features/campaign/procedures.ts';
import { careProcedures } from './features/care/procedures.ts';
import { certificateProcedures } from './features/certificate/procedures.ts';
import { dayCloseProcedures } from './features/day-close/procedures.ts';
import { deviceProcedures, enrolProcedures } from './features/device/procedures.ts';
import { doseProcedures } from './features/dose/procedures.ts';
import { homePlanProcedures } from './features/home-plan/procedures.ts';
import { importProcedures } from './features/import/procedures.ts';
import { incidentProcedures } from './features/incident/procedures.ts';
import { keyPlaceProcedures } from './features/key-place/procedures.ts';
import { linkPairProcedures } from './features/link-pair/procedures.ts';
import { personProcedures } from './features/person/procedures.ts';
import { personPartedProcedures } from './features/person-parted/procedures.ts';
import { personSourceProcedures } from './features/person-source/procedures.ts';
import { progressProcedures } from './features/progress/procedures.ts';
import { proposalProcedures } from './features/proposal/procedures.ts';
import { registerProcedures } from './features/register/procedures.ts';
import { registerExportProcedures } from './features/register-export/procedures.ts';
import { timelineProcedures } from './features/timeline/procedures.ts';
import { userProcedures } from './features/user/procedures.ts';
import { vaccinationRecordProcedures } from './features/vaccination-record/procedures.ts';
import { workPlanProcedures } from './features/work-plan/procedures.ts';
import { quizProcedures } from './features/quiz/procedures.ts';
import { ruleVersionProcedures } from './features/rule-version/procedures.ts';
import { syncProcedures } from './sync/procedures.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: { ...accountProcedures, ...enrolProcedures },
  aefi: aefiProcedures,
  area: areaProcedures,
  assignment: assignmentProcedures,
  attention: attentionProcedures,
  audit: auditProcedures,
  baseFigure: baseFigureProcedures,
  batch: batchProcedures,
  campaign: campaignProcedures,
  care: careProcedures,
  certificate: certificateProcedures,
  dayClose: dayCloseProcedures,
  device: deviceProcedures,
  homePlan: homePlanProcedures,
  import: importProcedures,
  incident: incidentProcedures,
  keyPlace: keyPlaceProcedures,
  linkPair: linkPairProcedures,
  person: {
    ...personProcedures,
    ...personPartedProcedures,
    ...personSourceProcedures,
    ...timelineProcedures,
    ...doseProcedures,
  },
  progress: progressProcedures,
  proposal: proposalProcedures,
  register: registerProcedures,
  registerExport: registerExportProcedures,
  quiz: quizProcedures,
  ruleVersion: ruleVersionProcedures,
  sync: syncProcedures,
  user: userProcedures,
  vaccinationRecord: vaccinationRecordProcedures,
  workPlan: workPlanProcedures,
});

export type AppRouter = typeof appRouter;
