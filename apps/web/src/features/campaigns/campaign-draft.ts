/** A campaign while it is being written: numbers may still be empty. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { SaveCampaign, type Campaign, type MilestoneDraft } from '@qiaomen/domain/campaign/query';

export interface MilestoneInput extends Omit<MilestoneDraft, 'target' | 'areaCode'> {
  areaCode: AreaCode | null;
  target: string;
}

export interface CampaignInput extends Omit<SaveCampaign, 'targetRule' | 'milestones' | 'areaCode'> {
  areaCode: AreaCode | null;
  minAge: string;
  milestones: MilestoneInput[];
}

export const newCampaign = (id: string, areaCode: AreaCode | null, today: string): CampaignInput => ({
  id,
  areaCode,
  name: '',
  legalBasis: '',
  minAge: '60',
  referenceDate: today,
  opensOn: today,
  deadline: '',
  isTest: false,
  milestones: [],
});

export const inputOf = ({
  state: _state,
  rulesAsOf: _rulesAsOf,
  targetRule,
  milestones,
  ...campaign
}: Campaign): CampaignInput => ({
  ...campaign,
  minAge: String(targetRule.minAge),
  milestones: milestones.map((milestone) => ({ ...milestone, target: String(milestone.target) })),
});

export const newMilestone = (id: string, { areaCode, deadline }: CampaignInput): MilestoneInput => ({
  id,
  areaCode,
  label: '',
  dueOn: deadline,
  unit: 'persons',
  target: '',
});

const wholeNumber = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What can be sent, or undefined while something is missing. */
export const saveOf = ({ minAge, milestones, ...input }: CampaignInput): SaveCampaign | undefined => {
  const parsed = SaveCampaign.safeParse({
    ...input,
    targetRule: { minAge: wholeNumber(minAge) },
    milestones: milestones.map((milestone) => ({ ...milestone, target: wholeNumber(milestone.target) })),
  });
  return parsed.success ? parsed.data : undefined;
};
