/** Pages of supervisors, admins and auditors, and who sees which in the navigation. */
import { IconAlertTriangle, IconBuildingCommunity, IconCertificate, IconChartBar, IconChecks, IconClipboardText, IconDeviceTablet, IconDoor, IconFileExport, IconFileImport, IconFlag, IconFlag3, IconGitCompare, IconHomeHeart, IconListDetails, IconListNumbers, IconMapPin, IconSchool, IconShieldCheck, IconStackPush, IconStethoscope, IconUsers, IconVirus, IconVaccine, type Icon } from '@tabler/icons-react'; // prettier-ignore
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import type { Permission } from '@qiaomen/domain/policy';
import type { TextKey } from '@qiaomen/i18n/keys';

export interface OfficePlace {
  path: string;
  words: Extract<
    TextKey,
    | `office:nav.${string}`
    | `admin:nav.${string}`
    | 'baseFigure:nav'
    | 'workPlan:nav'
    | 'registerExport:nav'
    | 'keyPlace:nav'
    | 'batch:nav'
    | 'rules:nav'
    | 'consult:nav'
    | 'quiz:nav'
    | 'incident:nav'
    | 'device:nav'
    | 'homePlan:nav'
    | 'certificate:nav'
    | 'aefi:nav'
    | 'closing:nav'
  >;
  icon: Icon;
  /** shown to the roles that have it in the policy table */
  permission: Permission;
  /** a count beside the name, if the page has one */
  mark?: () => ReactNode;
}

export const officePlaces: OfficePlace[] = [
  { path: '/progress', words: 'office:nav.progress', icon: IconChartBar, permission: 'progress.read' },
  { path: '/register', words: 'office:nav.register', icon: IconListDetails, permission: 'register.read' },
  { path: '/exports', words: 'registerExport:nav', icon: IconFileExport, permission: 'registerExport.ask' },
  { path: '/key-places', words: 'keyPlace:nav', icon: IconBuildingCommunity, permission: 'keyPlace.read' },
  { path: '/batches', words: 'batch:nav', icon: IconStackPush, permission: 'batch.read' },
  { path: '/base-figures', words: 'baseFigure:nav', icon: IconListNumbers, permission: 'baseFigure.read' },
  { path: '/work-plans', words: 'workPlan:nav', icon: IconClipboardText, permission: 'workPlan.read' },
  { path: '/rules', words: 'rules:nav', icon: IconVaccine, permission: 'ruleVersion.read' },
  { path: '/consults', words: 'consult:nav', icon: IconStethoscope, permission: 'consult.answer' },
  { path: '/quiz-staff', words: 'quiz:nav', icon: IconSchool, permission: 'quiz.staff' },
  { path: '/assignment', words: 'office:nav.assignment', icon: IconMapPin, permission: 'assignment.set' },
  { path: '/proposals', words: 'office:nav.proposals', icon: IconDoor, permission: 'proposal.decide' },
  { path: '/devices', words: 'device:nav', icon: IconDeviceTablet, permission: 'device.manage' },
  { path: '/attention', words: 'office:nav.attention', icon: IconAlertTriangle, permission: 'attention.read' },
  { path: '/home-plan', words: 'homePlan:nav', icon: IconHomeHeart, permission: 'homePlan.read' },
  { path: '/incidents', words: 'incident:nav', icon: IconFlag3, permission: 'incident.act' },
  { path: '/aefi', words: 'aefi:nav', icon: IconVirus, permission: 'aefi.manage' },
  { path: '/closings', words: 'closing:nav', icon: IconChecks, permission: 'close.agree' },
  { path: '/certificates', words: 'certificate:nav', icon: IconCertificate, permission: 'certificate.read' },
  { path: '/imports', words: 'admin:nav.imports', icon: IconFileImport, permission: 'import.manage' },
  { path: '/pairs', words: 'admin:nav.pairs', icon: IconGitCompare, permission: 'linkPair.decide' },
  { path: '/users', words: 'admin:nav.users', icon: IconUsers, permission: 'user.manage' },
  { path: '/campaigns', words: 'admin:nav.campaigns', icon: IconFlag, permission: 'campaign.manage' },
  { path: '/audit', words: 'admin:nav.audit', icon: IconShieldCheck, permission: 'audit.read' },
];

export const officeRoutes: RouteObject[] = [
  {
    path: 'progress',
    lazy: async () => ({ Component: (await import('../features/progress/progress-page.tsx')).ProgressPage }),
  },
  {
    path: 'register',
    lazy: async () => ({ Component: (await import('../features/register-table/register-page.tsx')).RegisterPage }),
  },
  {
    path: 'person/:county/:personId',
    lazy: async () => ({ Component: (await import('../features/person-page/person-page.tsx')).PersonPage }),
  },
  {
    path: 'person/:county/:personId/record',
    lazy: async () => ({ Component: (await import('../features/vaccination-record/record-page.tsx')).RecordPage }),
  },
  {
    path: 'exports',
    lazy: async () => ({ Component: (await import('../features/register-exports/exports-page.tsx')).ExportsPage }),
  },
  {
    path: 'key-places',
    lazy: async () => ({ Component: (await import('../features/key-places/key-places-page.tsx')).KeyPlacesPage }),
  },
  {
    path: 'key-places/:county/:placeId',
    lazy: async () => ({ Component: (await import('../features/key-places/key-place-page.tsx')).KeyPlacePage }),
  },
  {
    path: 'batches',
    lazy: async () => ({ Component: (await import('../features/batches/batches-page.tsx')).BatchesPage }),
  },
  {
    path: 'base-figures',
    lazy: async () => ({ Component: (await import('../features/base-figures/base-figures-page.tsx')).BaseFiguresPage }),
  },
  {
    path: 'base-figures/:snapshotId',
    lazy: async () => ({ Component: (await import('../features/base-figures/snapshot-page.tsx')).SnapshotPage }),
  },
  {
    path: 'base-figures/:from/compare/:to',
    lazy: async () => ({ Component: (await import('../features/base-figures/compare-page.tsx')).ComparePage }),
  },
  {
    path: 'work-plans',
    lazy: async () => ({ Component: (await import('../features/work-plans/work-plans-page.tsx')).WorkPlansPage }),
  },
  {
    path: 'work-plans/:campaignId/:county',
    lazy: async () => ({ Component: (await import('../features/work-plans/work-plan-page.tsx')).WorkPlanPage }),
  },
  {
    path: 'rules',
    lazy: async () => ({ Component: (await import('../features/rules/rules-page.tsx')).RulesPage }),
  },
  {
    path: 'rules/:place/:name',
    lazy: async () => ({ Component: (await import('../features/rules/table-page.tsx')).RulesTablePage }),
  },
  {
    // not /quiz, which is the tablet's page and sends everybody else to their own first page
    path: 'quiz-staff/own',
    lazy: async () => ({ Component: (await import('../features/quiz/quiz-page.tsx')).QuizPage }),
  },
  {
    path: 'consults',
    lazy: async () => ({ Component: (await import('../features/consults/consults-page.tsx')).ConsultsPage }),
  },
  {
    path: 'quiz-staff',
    lazy: async () => ({ Component: (await import('../features/quiz/staff-page.tsx')).QuizStaffPage }),
  },
  {
    path: 'assignment',
    lazy: async () => ({ Component: (await import('../features/assignment/assignment-page.tsx')).AssignmentPage }),
  },
  {
    path: 'proposals',
    lazy: async () => ({ Component: (await import('../features/proposals/proposals-page.tsx')).ProposalsPage }),
  },
  {
    path: 'devices',
    lazy: async () => ({ Component: (await import('../features/devices/devices-page.tsx')).DevicesPage }),
  },
  {
    path: 'attention',
    lazy: async () => ({ Component: (await import('../features/attention/attention-page.tsx')).AttentionPage }),
  },
  {
    path: 'incidents',
    lazy: async () => ({ Component: (await import('../features/incidents/incidents-page.tsx')).IncidentsPage }),
  },
  {
    path: 'aefi',
    lazy: async () => ({ Component: (await import('../features/aefi/aefi-page.tsx')).AefiPage }),
  },
  {
    path: 'closings',
    lazy: async () => ({ Component: (await import('../features/closings/closings-page.tsx')).ClosingsPage }),
  },
  {
    path: 'certificates',
    lazy: async () => ({
      Component: (await import('../features/certificates/certificates-page.tsx')).CertificatesPage,
    }),
  },
  {
    path: 'home-plan',
    lazy: async () => ({ Component: (await import('../features/home-plan/home-plan-page.tsx')).HomePlanPage }),
  },
  {
    path: 'imports',
    lazy: async () => ({ Component: (await import('../features/imports/imports-page.tsx')).ImportsPage }),
  },
  {
    path: 'imports/:batchId',
    lazy: async () => ({ Component: (await import('../features/imports/batch-page.tsx')).BatchPage }),
  },
  {
    path: 'pairs',
    lazy: async () => ({ Component: (await import('../features/pairs/pairs-page.tsx')).PairsPage }),
  },
  {
    path: 'users',
    lazy: async () => ({ Component: (await import('../features/users/users-page.tsx')).UsersPage }),
  },
  {
    path: 'campaigns',
    lazy: async () => ({ Component: (await import('../features/campaigns/campaigns-page.tsx')).CampaignsPage }),
  },
  {
    path: 'audit',
    lazy: async () => ({ Component: (await import('../features/audit/audit-page.tsx')).AuditPage }),
  },
  {
    path: 'account',
    lazy: async () => ({ Component: (await import('../features/own-account/page.tsx')).OwnAccountPage }),
  },
];
