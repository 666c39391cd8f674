/** When a campaign may be saved, opened and closed. */
import { contains } from '../area/area-code.ts';
import type { DomainError } from '../error.ts';
import { ok, refused, type Result } from '../error.ts';
import type { Campaign, SaveCampaign } from './query.ts';

type Saved = Result<null, DomainError>;

/**
 * Dates and milestones may be edited while a campaign is open (each edit is logged). Whom it means may not: entries were
 * made by that rule, on that reference date, in that area.
 */
export const decideSave = (before: Campaign | null, draft: SaveCampaign): Saved => {
  if (before?.state === 'closed') return refused({ code: 'already_decided' });
  if (before?.state === 'open' && !meansTheSame(before, draft)) return refused({ code: 'already_decided' });
  if (draft.opensOn > draft.deadline) return refused({ code: 'campaign_dates_wrong' });
  if (new Set(draft.milestones.map(({ id }) => id)).size < draft.milestones.length)
    return refused({ code: 'bad_input', fields: ['milestones'] });
  for (const milestone of draft.milestones) {
    if (!contains(draft.areaCode, milestone.areaCode)) return refused({ code: 'outside_area' });
    if (milestone.dueOn < draft.opensOn || milestone.dueOn > draft.deadline)
      return refused({ code: 'campaign_dates_wrong' });
  }
  return ok(null);
};

const meansTheSame = (before: Campaign, draft: SaveCampaign): boolean =>
  before.areaCode === draft.areaCode &&
  before.referenceDate === draft.referenceDate &&
  before.targetRule.minAge === draft.targetRule.minAge &&
  before.isTest === draft.isTest;

/** One open campaign over any place, so that a person has one entry to be led by. Test campaigns stand beside it. */
export const decideOpen = (campaign: Campaign, openElsewhere: readonly Campaign[]): Saved => {
  if (campaign.state !== 'draft') return refused({ code: 'already_decided' });
  const overlapping = openElsewhere.some(
    (other) =>
      other.id !== campaign.id &&
      other.state === 'open' &&
      !other.isTest &&
      (contains(other.areaCode, campaign.areaCode) || contains(campaign.areaCode, other.areaCode)),
  );
  return overlapping && !campaign.isTest ? refused({ code: 'campaign_open_exists' }) : ok(null);
};

export const decideClose = (campaign: Campaign): Saved =>
  campaign.state === 'open' ? ok(null) : refused({ code: 'already_decided' });
