import { describe, expect, it } from 'vitest';
import { AreaCode } from '../area/area-code.ts';
import { decideClose, decideOpen, decideSave } from './decide.ts';
import type { Campaign, SaveCampaign } from './query.ts';

const id = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;

const aDraft = (change: Partial<SaveCampaign> = {}): SaveCampaign => ({
  id: id(1),
  areaCode: AreaCode.parse('2224'),
  name: '加强免疫',
  legalBasis: '疫苗管理法第五十条',
  targetRule: { minAge: 60 },
  referenceDate: '2026-11-01',
  opensOn: '2026-11-02',
  deadline: '2027-01-01',
  isTest: false,
  milestones: [],
  ...change,
});
const aCampaign = (state: Campaign['state'], change: Partial<SaveCampaign> = {}): Campaign => ({
  ...aDraft(change),
  state,
});
const aMilestone = (dueOn: string, areaCode = '222401') => ({
  id: id(2),
  areaCode: AreaCode.parse(areaCode),
  label: '首针',
  dueOn,
  unit: 'persons' as const,
  target: 1000,
});

describe('saving a campaign', () => {
  it('is refused when it ends before it opens', () => {
    expect(decideSave(null, aDraft({ deadline: '2026-11-01' }))).toMatchObject({
      error: { code: 'campaign_dates_wrong' },
    });
  });

  it('is refused when a milestone lies outside its dates or its area', () => {
    expect(decideSave(null, aDraft({ milestones: [aMilestone('2027-01-02')] })).ok).toBe(false);
    expect(decideSave(null, aDraft({ milestones: [aMilestone('2026-11-01')] })).ok).toBe(false);
    expect(decideSave(null, aDraft({ milestones: [aMilestone('2026-12-01', '513301')] }))).toMatchObject({
      error: { code: 'outside_area' },
    });
    expect(decideSave(null, aDraft({ milestones: [aMilestone('2027-01-01')] })).ok).toBe(true);
  });

  it('may move dates and milestones of an open campaign, but not whom it means', () => {
    const open = aCampaign('open');
    expect(decideSave(open, aDraft({ deadline: '2027-02-01', milestones: [aMilestone('2027-01-15')] })).ok).toBe(true);
    expect(decideSave(open, aDraft({ referenceDate: '2026-12-01' })).ok).toBe(false);
    expect(decideSave(open, aDraft({ targetRule: { minAge: 65 } })).ok).toBe(false);
    expect(decideSave(open, aDraft({ areaCode: AreaCode.parse('222401') })).ok).toBe(false);
  });

  it('is refused once the campaign is closed', () => {
    expect(decideSave(aCampaign('closed'), aDraft()).ok).toBe(false);
  });
});

describe('opening a campaign', () => {
  const county = aCampaign('draft', { id: id(3), areaCode: AreaCode.parse('222401') });

  it('is refused while another is open over the same place, above it or below it', () => {
    expect(decideOpen(county, [aCampaign('open')])).toMatchObject({ error: { code: 'campaign_open_exists' } });
    expect(decideOpen(aCampaign('draft'), [{ ...county, state: 'open' }]).ok).toBe(false);
  });

  it('is allowed beside a neighbour, a closed one and a test', () => {
    expect(decideOpen(county, [aCampaign('open', { areaCode: AreaCode.parse('222402') })]).ok).toBe(true);
    expect(decideOpen(county, [aCampaign('closed')]).ok).toBe(true);
    expect(decideOpen(county, [aCampaign('open', { isTest: true })]).ok).toBe(true);
    expect(decideOpen({ ...county, isTest: true }, [aCampaign('open')]).ok).toBe(true);
  });

  it('happens once', () => {
    expect(decideOpen({ ...county, state: 'open' }, []).ok).toBe(false);
    expect(decideClose(county).ok).toBe(false);
    expect(decideClose({ ...county, state: 'open' }).ok).toBe(true);
  });
});
