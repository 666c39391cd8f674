import { randomUUID } from 'node:crypto';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { PlanBody } from '@qiaomen/domain/work-plan/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let author: TestUser;
let prefecture: TestUser;
const campaignId = randomUUID();
const county = CountyCode.parse(testAreas.county);
const page = { page: 0, size: 20 };
const filled = { amount: 2, text: '两支队伍，各四人' };
const body: PlanBody = {
  targets: filled,
  teams: filled,
  sites: filled,
  vehicles: filled,
  stock: filled,
  publicity: filled,
};
const detail = (user: TestUser) => app.caller(user).workPlan.detail({ campaignId, county });

beforeAll(async () => {
  app = await testApp();
  author = await app.createUser('supervisor', [county]);
  prefecture = await app.createUser('admin', [testAreas.prefecture]);
  await app.caller(prefecture).campaign.save({
    id: campaignId,
    areaCode: testAreas.prefecture,
    name: '秋冬',
    legalBasis: '通知',
    targetRule: { minAge: 60 },
    referenceDate: '2026-11-01',
    opensOn: '2026-11-02',
    deadline: '2027-01-01',
    isTest: false,
    milestones: [],
  });
});
afterAll(() => app.close());

describe('the work plan of a county', () => {
  it('is missing until somebody above has approved it; every county of the campaign is listed', async () => {
    const { rows } = await app.caller(prefecture).workPlan.list({ campaignId, page });
    expect(rows.map((row) => [row.county, row.state])).toEqual([[county, null], [testAreas.otherCounty, null]]); // prettier-ignore
  });

  it('goes from draft over submission to approval, by two people', async () => {
    const { planId } = await app.caller(author).workPlan.save({ campaignId, county, body: { ...body, stock: { amount: 5, text: '' } } }); // prettier-ignore
    expect(await refusalOf(app.caller(author).workPlan.submit({ county, planId }))).toEqual({ code: 'bad_input', fields: ['stock'] }); // prettier-ignore
    expect(await app.caller(author).workPlan.save({ campaignId, county, body })).toEqual({ planId, version: 1 });
    await app.caller(author).workPlan.submit({ county, planId });
    expect(await refusalOf(app.caller(author).workPlan.save({ campaignId, county, body }))).toEqual({ code: 'changed_meanwhile' }); // prettier-ignore
    const decision = { county, planId, approve: true, note: '' };
    expect(await refusalOf(app.caller(author).workPlan.decide(decision))).toEqual({ code: 'outside_area' });
    expect((await detail(author)).mayDecide).toBe(false);
    await app.caller(prefecture).workPlan.decide(decision);
    expect((await detail(author)).versions).toMatchObject([{ version: 1, state: 'approved', isOwn: true }]);
  });

  it('an author at the prefecture does not approve the own plan', async () => {
    const other = CountyCode.parse(testAreas.otherCounty);
    const { planId } = await app.caller(prefecture).workPlan.save({ campaignId, county: other, body });
    await app.caller(prefecture).workPlan.submit({ county: other, planId });
    const decision = { county: other, planId, approve: true, note: '' };
    expect(await refusalOf(app.caller(prefecture).workPlan.decide(decision))).toEqual({ code: 'plan_own_approval' });
    const second = await app.createUser('supervisor', [testAreas.prefecture]);
    await app.caller(second).workPlan.decide({ ...decision, approve: false, note: '车辆不够' });
    const { rows } = await app.caller(second).workPlan.list({ campaignId, page });
    expect(rows).toMatchObject([
      { state: 'approved', approvedVersion: 1 },
      { state: 'returned', approvedVersion: null },
    ]);
  });

  it('a new version begins after a decision, and the approved one stays in force', async () => {
    const begun = await app.caller(author).workPlan.save({ campaignId, county, body });
    expect(begun.version).toBe(2);
    const { rows } = await app.caller(author).workPlan.list({ campaignId, page });
    expect(rows).toMatchObject([{ county, state: 'draft', version: 2, approvedVersion: 1 }]);
    expect((await detail(author)).versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('is not approved by somebody who wrote on it before its last author did', async () => {
    const other = CountyCode.parse(testAreas.otherCounty);
    const { planId } = await app.caller(prefecture).workPlan.save({ campaignId, county: other, body });
    const local = await app.createUser('supervisor', [other]);
    await app.caller(local).workPlan.save({ campaignId, county: other, body });
    await app.caller(local).workPlan.submit({ county: other, planId });
    const decision = { county: other, planId, approve: true, note: '' };
    expect(await refusalOf(app.caller(prefecture).workPlan.decide(decision))).toEqual({ code: 'plan_own_approval' });
  });

  it('of a campaign that does not reach into the county is refused', async () => {
    const remote = await app.createUser('admin', [testAreas.remoteCounty]);
    const call = app
      .caller(remote)
      .workPlan.save({ campaignId, county: CountyCode.parse(testAreas.remoteCounty), body });
    expect(await refusalOf(call)).toEqual({ code: 'not_found' });
  });
});
