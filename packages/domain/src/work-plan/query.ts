/** A county's work plan for a campaign: a template of six sections, in versions. */
import { z } from 'zod';
import { CountyCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';

export const planSections = ['targets', 'teams', 'sites', 'vehicles', 'stock', 'publicity'] as const;
export type PlanSection = (typeof planSections)[number];

/** How many, where that is a question, and in words. */
const Section = z.strictObject({
  amount: z.int().min(0).max(10_000_000).nullable(),
  text: z.string().trim().max(4000),
});
export const PlanBody = z.strictObject({
  targets: Section,
  teams: Section,
  sites: Section,
  vehicles: Section,
  stock: Section,
  publicity: Section,
});
export type PlanBody = z.infer<typeof PlanBody>;

export const PlanState = z.enum(['draft', 'submitted', 'approved', 'returned']);
export type PlanState = z.infer<typeof PlanState>;

export const ListPlans = z.strictObject({ campaignId: z.uuid(), page: PageRequest });
export type ListPlans = z.infer<typeof ListPlans>;
export const PlanOfCounty = z.strictObject({ campaignId: z.uuid(), county: CountyCode });
export type PlanOfCounty = z.infer<typeof PlanOfCounty>;
/** The version a text began from, as its writer saw it. */
export const PlanBase = z.strictObject({ planId: z.uuid(), rev: z.int().min(1) });
export type PlanBase = z.infer<typeof PlanBase>;
export const SavePlan = z.strictObject({
  campaignId: z.uuid(),
  county: CountyCode,
  body: PlanBody,
  /** null where nobody had begun */
  base: PlanBase.nullable(),
});
export type SavePlan = z.infer<typeof SavePlan>;
export const SubmitPlan = z.strictObject({ county: CountyCode, ...PlanBase.shape });
export type SubmitPlan = z.infer<typeof SubmitPlan>;
export const DecidePlan = z.strictObject({
  county: CountyCode,
  planId: z.uuid(),
  approve: z.boolean(),
  note: z.string().trim().max(1000),
});
export type DecidePlan = z.infer<typeof DecidePlan>;

interface NamedCounty {
  county: CountyCode;
  name: string;
  nameKo: string | null;
  nameBo: string | null;
}

export interface PlanRow extends NamedCounty {
  /** of the newest version; null where nobody has begun */
  state: PlanState | null;
  version: number | null;
  /** the newest approved version, which is in force whatever is being written meanwhile */
  approvedVersion: number | null;
}

export interface PlanVersion {
  id: string;
  version: number;
  rev: number;
  state: PlanState;
  body: PlanBody;
  author: string | null;
  isOwn: boolean;
  createdAt: string;
  submittedAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  note: string | null;
}

export interface PlanDetail extends NamedCounty {
  campaignName: string;
  /** newest first */
  versions: PlanVersion[];
  /** the reader is responsible for the whole prefecture and may decide */
  mayDecide: boolean;
}
