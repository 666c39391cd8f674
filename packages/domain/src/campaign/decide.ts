/** What may be written into a campaign, and when it may open and close. */
import { contains, type AreaCode } from '../area/area-code.ts';
import { ok, refused, type DomainError, type Result } from '../error.ts';
import type { Campaign, MilestoneDraft, SaveCampaign } from './query.ts';

/** Changing one of these after opening would change who is counted, or who is due, without anybody being visited. */
const fixedOnceOpen = ['areaCode', 'targetRule', 'referenceDate', 'opensOn', 'isTest'] as const;
const compared = ['areaCode', 'name', 'legalBasis', 'referenceDate', 'opensOn', 'deadline', 'isTest'] as const;

const sameMilestone = (a: MilestoneDraft, b: MilestoneDraft): boolean =>
  a.areaCode === b.areaCode && a.label === b.label && a.dueOn === b.dueOn && a.unit === b.unit && a.target === b.target;

/** Names of what differs, for the log: fields, and milestones by id. */
export const changedFields = (before: SaveCampaign, after: SaveCampaign): string[] => {
  const fields: string[] = compared.filter((field) => before[field] !== after[field]);
  if (before.targetRule.minAge !== after.targetRule.minAge) fields.push('targetRule');
  const earlier = new Map(before.milestones.map((milestone) => [milestone.id, milestone]));
  for (const milestone of after.milestones) {
    const old = earlier.get(milestone.id);
    if (old === undefined) fields.push(`milestone.added:${milestone.id}`);
    else if (!sameMilestone(old, milestone)) fields.push(`milestone.changed:${milestone.id}`);
    earlier.delete(milestone.id);
  }
  for (const id of earlier.keys()) fields.push(`milestone.removed:${id}`);
  return fields;
};

const datesInOrder = (draft: SaveCampaign): boolean =>
  draft.opensOn <= draft.deadline &&
  draft.referenceDate <= draft.deadline &&
  draft.milestones.every((milestone) => draft.opensOn <= milestone.dueOn && milestone.dueOn <= draft.deadline);

const faultOf = (draft: SaveCampaign): DomainError | undefined => {
  if (!datesInOrder(draft)) return { code: 'campaign_dates_wrong' };
  if (draft.milestones.some((milestone) => !contains(draft.areaCode, milestone.areaCode)))
    return { code: 'outside_area' };
  const ids = new Set(draft.milestones.map((milestone) => milestone.id));
  return ids.size < draft.milestones.length ? { code: 'bad_input', fields: ['milestones'] } : undefined;
};

export interface SavedCampaign {
  campaign: Campaign;
  changed: string[];
}

export const decideSaveCampaign = (draft: SaveCampaign, existing: Campaign | null): Result<SavedCampaign> => {
  const fault = faultOf(draft);
  if (fault !== undefined) return refused(fault);
  if (existing === null) return ok({ campaign: { ...draft, state: 'draft' }, changed: ['created'] });
  if (existing.state === 'closed') return refused({ code: 'changed_meanwhile' });
  const changed = changedFields(existing, draft);
  const locked = existing.state === 'open' ? fixedOnceOpen.filter((field) => changed.includes(field)) : [];
  if (locked.length > 0) return refused({ code: 'bad_input', fields: [...locked] });
  return ok({ campaign: { ...draft, state: existing.state }, changed });
};

interface OpenCampaign {
  id: string;
  areaCode: AreaCode;
  isTest: boolean;
}

/** One open campaign at a time in one place, so that nobody has two entries; test campaigns stand beside it. */
export const decideOpenCampaign = (
  campaign: Campaign | null,
  open: readonly OpenCampaign[],
): Result<{ state: 'open' }> => {
  if (campaign === null) return refused({ code: 'not_found' });
  if (campaign.state !== 'draft') return refused({ code: 'changed_meanwhile' });
  const overlaps = (other: OpenCampaign): boolean =>
    contains(other.areaCode, campaign.areaCode) || contains(campaign.areaCode, other.areaCode);
  const rival = open.some((other) => other.id !== campaign.id && !other.isTest && overlaps(other));
  if (rival && !campaign.isTest) return refused({ code: 'campaign_open_exists' });
  return ok({ state: 'open' });
};

export const decideCloseCampaign = (campaign: Campaign | null): Result<{ state: 'closed' }> => {
  if (campaign === null) return refused({ code: 'not_found' });
  return campaign.state === 'open' ? ok({ state: 'closed' }) : refused({ code: 'changed_meanwhile' });
};
