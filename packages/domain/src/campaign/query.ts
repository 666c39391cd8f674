/** A campaign: whom it means, as of which day, until when, and its milestones. All of it is data. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';

export const TargetRule = z.strictObject({ minAge: z.int().min(0).max(130) });
export type TargetRule = z.infer<typeof TargetRule>;

/** From a year of four digits on: no table holds the year 0. */
const Day = z.iso.date().refine((day) => day >= '1900');

/** Persons and doses are different units and are never added up (R45). */
export const MilestoneUnit = z.enum(['persons', 'doses']);
export type MilestoneUnit = z.infer<typeof MilestoneUnit>;

export const MilestoneDraft = z.strictObject({
  id: z.uuid(),
  areaCode: AreaCode,
  label: z.string().trim().min(1).max(100),
  dueOn: Day,
  unit: MilestoneUnit,
  target: z.int().min(1).max(2_000_000_000),
});
export type MilestoneDraft = z.infer<typeof MilestoneDraft>;

export const SaveCampaign = z.strictObject({
  id: z.uuid(),
  areaCode: AreaCode,
  name: z.string().trim().min(1).max(100),
  /** the document that orders the campaign (Vaccine Administration Law Art. 50) */
  legalBasis: z.string().trim().min(1).max(300),
  targetRule: TargetRule,
  referenceDate: Day,
  opensOn: Day,
  deadline: Day,
  isTest: z.boolean(),
  milestones: z.array(MilestoneDraft).max(50),
});
export type SaveCampaign = z.infer<typeof SaveCampaign>;

export const CampaignState = z.enum(['draft', 'open', 'closed']);
export type CampaignState = z.infer<typeof CampaignState>;

export interface Campaign extends SaveCampaign {
  state: CampaignState;
  /** the day whose medical rules its entries follow, once rules were published */
  rulesAsOf?: string;
}

export const CampaignRequest = z.strictObject({ campaignId: z.uuid() });

export interface CampaignOpened {
  /** entries created for people who meet the rule */
  entries: number;
}
