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
const newest = async (of: CountyCode) => {
  const [version] = (await app.caller(prefecture).workPlan.detail({ campaignId, county: of })).versions;
  return version === undefined ? null : { planId: version.id, rev: version.rev };
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
    const { planId, rev } = await app.caller(author).workPlan.save({ campaignId, county, body: { ...body, stock: { amount: 5, text: '' } }, base: null }); // prettier-ignore
    expect(await refusalOf(app.caller(author).workPlan.submit({ county, planId, rev }))).toEqual({ code: 'bad_input', fields: ['stock'] }); // prettier-ignore
    expect(await app.caller(author).workPlan.save({ campaignId, county, body, base: { planId, rev } })).toEqual({ planId, version: 1, rev: 2 }); // prettier-ignore
    await app.caller(author).workPlan.submit({ county, planId, rev: 2 });
    expect(await refusalOf(app.caller(author).workPlan.save({ campaignId, county, body, base: { planId, rev: 3 } }))).toEqual({ code: 'changed_meanwhile' }); // prettier-ignore
    const decision = { county, planId, approve: true, note: '' };
    expect(await refusalOf(app.caller(author).workPlan.decide(decision))).toEqual({ code: 'outside_area' });
    expect((await detail(author)).mayDecide).toBe(false);
    await app.caller(prefecture).workPlan.decide(decision);
    expect((await detail(author)).versions).toMatchObject([{ version: 1, state: 'approved', isOwn: true }]);
  });

  it('an author at the prefecture does not approve the own plan', async () => {
    const other = CountyCode.parse(testAreas.otherCounty);
    const { planId, rev } = await app.caller(prefecture).workPlan.save({ campaignId, county: other, body, base: null });
    await app.caller(prefecture).workPlan.submit({ county: other, planId, rev });
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
    const begun = await app.caller(author).workPlan.save({ campaignId, county, body, base: await newest(county) });
    expect(begun.version).toBe(2);
    const { rows } = await app.caller(author).workPlan.list({ campaignId, page });
    expect(rows).toMatchObject([{ county, state: 'draft', version: 2, approvedVersion: 1 }]);
    expect((await detail(author)).versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('keeps what the first of two editors saved; the second hears of it and saves after reading it', async () => {
    const second = await app.createUser('supervisor', [county]);
    const seenByBoth = await newest(county);
    const theirs = { ...body, teams: { amount: 3, text: '三支队伍' } };
    const mine = { ...body, sites: { amount: 4, text: '四个接种点' } };
    await app.caller(author).workPlan.save({ campaignId, county, body: theirs, base: seenByBoth });
    const stale = { campaignId, county, body: mine, base: seenByBoth };
    expect(await refusalOf(app.caller(second).workPlan.save(stale))).toEqual({ code: 'changed_meanwhile' });
    expect((await detail(second)).versions[0]?.body).toEqual(theirs);
    // nor is submitted what the submitter has not read
    const { planId = '', rev = 0 } = seenByBoth ?? {};
    expect(await refusalOf(app.caller(second).workPlan.submit({ county, planId, rev }))).toEqual({ code: 'changed_meanwhile' }); // prettier-ignore
    await app.caller(second).workPlan.save({ ...stale, base: await newest(county) });
    expect((await detail(author)).versions[0]?.body).toEqual(mine);
  });

  it('is not approved by somebody who wrote on it before its last author did', async () => {
    const other = CountyCode.parse(testAreas.otherCounty);
    const { planId } = await app.caller(prefecture).workPlan.save({ campaignId, county: other, body, base: await newest(other) }); // prettier-ignore
    const local = await app.createUser('supervisor', [other]);
    const { rev } = await app.caller(local).workPlan.save({ campaignId, county: other, body, base: await newest(other) }); // prettier-ignore
    await app.caller(local).workPlan.submit({ county: other, planId, rev });
    const decision = { county: other, planId, approve: true, note: '' };
    expect(await refusalOf(app.caller(prefecture).workPlan.decide(decision))).toEqual({ code: 'plan_own_approval' });
  });

  it('of a campaign that does not reach into the county is refused', async () => {
    const remote = await app.createUser('admin', [testAreas.remoteCounty]);
    const call = app
      .caller(remote)
      .workPlan.save({ campaignId, county: CountyCode.parse(testAreas.remoteCounty), body, base: null });
    expect(await refusalOf(call)).toEqual({ code: 'not_found' });
  });
});
