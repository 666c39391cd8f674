import { describe, expect, test } from 'vitest';
import { AreaCode } from '../area/area-code.ts';
import { decideCloseCampaign, decideOpenCampaign, decideSaveCampaign } from './decide.ts';
import type { Campaign, MilestoneDraft, SaveCampaign } from './query.ts';

const ganzi = AreaCode.parse('5133');
const milestone = (over: Partial<MilestoneDraft> = {}): MilestoneDraft => ({
  id: 'm1',
  areaCode: ganzi,
  label: '6月底前接种40万人',
  dueOn: '2021-06-30',
  unit: 'persons',
  target: 400_000,
  ...over,
});
const draft: SaveCampaign = {
  id: 'c1',
  areaCode: ganzi,
  name: '甘孜州新冠病毒疫苗接种',
  legalBasis: '州应急指挥部方案',
  targetRule: { minAge: 60 },
  referenceDate: '2021-04-01',
  opensOn: '2021-04-01',
  deadline: '2021-12-31',
  isTest: true,
  milestones: [milestone(), milestone({ id: 'm2', label: '年底前接种75.1万人', dueOn: '2021-12-31', target: 751_000 })],
};
const open: Campaign = { ...draft, state: 'open' };
const codeOf = (result: ReturnType<typeof decideSaveCampaign>) => (result.ok ? 'ok' : result.error.code);

describe('saving a campaign', () => {
  test('the milestones of Ganzi load: 400,000 persons by 30 June, 751,000 by 31 December 2021', () => {
    expect(decideSaveCampaign(draft, null)).toEqual({
      ok: true,
      value: { campaign: { ...draft, state: 'draft' }, changed: ['created'] },
    });
  });

  test.each([
    ['a deadline before the opening', { deadline: '2021-03-31' }],
    ['a reference date after the deadline', { referenceDate: '2022-01-01' }],
    ['a milestone before the opening', { milestones: [milestone({ dueOn: '2021-03-31' })] }],
    ['a milestone after the deadline', { milestones: [milestone({ dueOn: '2022-01-01' })] }],
  ])('%s is refused', (_what, over) => {
    expect(codeOf(decideSaveCampaign({ ...draft, ...over }, null))).toBe('campaign_dates_wrong');
  });

  test('a day may be opening, reference, milestone and deadline at once', () => {
    const day = {
      opensOn: '2021-06-30',
      referenceDate: '2021-06-30',
      deadline: '2021-06-30',
      milestones: [milestone()],
    };
    expect(codeOf(decideSaveCampaign({ ...draft, ...day }, null))).toBe('ok');
  });

  test('a milestone of another prefecture, or one listed twice, is refused', () => {
    const yanbian = milestone({ areaCode: AreaCode.parse('2224') });
    expect(codeOf(decideSaveCampaign({ ...draft, milestones: [yanbian] }, null))).toBe('outside_area');
    expect(codeOf(decideSaveCampaign({ ...draft, milestones: [milestone(), milestone()] }, null))).toBe('bad_input');
  });

  test('what changed is named for the log', () => {
    const edited = {
      ...draft,
      deadline: '2022-01-31',
      milestones: [milestone({ target: 410_000 }), milestone({ id: 'm3' })],
    };
    const result = decideSaveCampaign(edited, open);
    expect(result.ok && result.value.changed).toEqual([
      'deadline',
      'milestone.changed:m1',
      'milestone.added:m3',
      'milestone.removed:m2',
    ]);
  });

  test.each([
    ['opensOn', { opensOn: '2021-04-02' }],
    ['referenceDate', { referenceDate: '2021-04-02' }],
    ['targetRule', { targetRule: { minAge: 18 } }],
    ['areaCode', { areaCode: AreaCode.parse('51') }],
  ])('%s is fixed once the campaign is open', (field, over) => {
    expect(decideSaveCampaign({ ...draft, ...over }, open)).toEqual({
      ok: false,
      error: { code: 'bad_input', fields: [field] },
    });
    expect(codeOf(decideSaveCampaign({ ...draft, ...over }, { ...open, state: 'draft' }))).toBe('ok');
  });

  test('a closed campaign is not edited', () => {
    expect(codeOf(decideSaveCampaign(draft, { ...open, state: 'closed' }))).toBe('changed_meanwhile');
  });
});

describe('opening and closing', () => {
  const real: Campaign = { ...draft, isTest: false, state: 'draft' };
  const rival = (code: string, isTest = false) => ({ id: 'c2', areaCode: AreaCode.parse(code), isTest });

  test.each([
    ['51', false],
    ['513301', false],
    ['2224', true],
  ])('beside an open campaign of %s: %s', (code, allowed) => {
    expect(decideOpenCampaign(real, [rival(code)]).ok).toBe(allowed);
  });

  test('a test campaign stands beside a real one, and the other way round', () => {
    expect(decideOpenCampaign({ ...real, isTest: true }, [rival('5133')]).ok).toBe(true);
    expect(decideOpenCampaign(real, [rival('5133', true)]).ok).toBe(true);
  });

  test('is done once', () => {
    expect(decideOpenCampaign(open, []).ok).toBe(false);
    expect(decideCloseCampaign(open)).toEqual({ ok: true, value: { state: 'closed' } });
    expect(decideCloseCampaign({ ...open, state: 'closed' }).ok).toBe(false);
    expect(decideCloseCampaign(null)).toEqual({ ok: false, error: { code: 'not_found' } });
  });
});
