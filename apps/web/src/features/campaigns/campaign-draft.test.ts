import { describe, expect, it } from 'vitest';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { inputOf, newCampaign, newMilestone, saveOf } from './campaign-draft.ts';

const campaign: Campaign = {
  id: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a001',
  areaCode: AreaCode.parse('5133'),
  name: '甘孜州老年人接种',
  legalBasis: '疫苗管理法第五十条',
  targetRule: { minAge: 60 },
  referenceDate: '2021-01-01',
  opensOn: '2021-03-01',
  deadline: '2021-12-31',
  isTest: true,
  state: 'open',
  milestones: [
    {
      id: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a002',
      areaCode: AreaCode.parse('5133'),
      label: '上半年',
      dueOn: '2021-06-30',
      unit: 'persons',
      target: 400_000,
    },
  ],
};

describe('writing a campaign', () => {
  it('opening it for a change and saving changes nothing', () => {
    const { state: _state, ...unchanged } = campaign;
    expect(saveOf(inputOf(campaign))).toEqual(unchanged);
  });

  it('cannot be saved before it has a name, a document and a deadline', () => {
    const draft = newCampaign(campaign.id, campaign.areaCode, '2026-11-22');
    expect(saveOf(draft)).toBeUndefined();
    expect(saveOf({ ...draft, name: '秋冬', legalBasis: '通知', deadline: '2026-12-31' })).toBeDefined();
  });

  it.each(['', '12.5', '-3', '0', 'abc'])('a milestone of "%s" is no number of people', (target) => {
    const draft = inputOf(campaign);
    const milestone = { ...newMilestone('0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a003', draft), label: '年底', target };
    expect(saveOf({ ...draft, milestones: [milestone] })).toBeUndefined();
  });
});
