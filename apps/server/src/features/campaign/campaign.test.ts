import { randomUUID } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { SaveCampaign } from '@qiaomen/domain/campaign/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  app = await testApp();
  admin = await app.createUser('admin', [testAreas.prefecture]);
});
afterAll(() => app.close());

const aCampaign = (change: Partial<SaveCampaign> = {}): SaveCampaign => ({
  id: randomUUID(),
  areaCode: testAreas.county,
  name: '老年人接种',
  legalBasis: '疫苗管理法第五十条',
  targetRule: { minAge: 60 },
  referenceDate: '2026-11-01',
  opensOn: '2026-11-02',
  deadline: '2027-01-01',
  isTest: false,
  milestones: [],
  ...change,
});

/** People of a township with the given birth dates; no names are needed here. */
const addPeople = (births: readonly string[], area = testAreas.village): Promise<void> =>
  app.db.transact(
    { scope: { area: testAreas.county }, actorId: null, county: testAreas.county, at: app.now() },
    async (writer) => {
      await writer.tx.person.createMany({
        data: births.map((birth) => ({
          county: testAreas.county,
          id: randomUUID(),
          areaCode: area,
          name: '测试',
          nameInitials: 'cs',
          sex: 'female',
          birthDate: new Date(`${birth}T00:00:00Z`),
          language: 'zh-CN',
          origin: 'file',
          state: 'active',
        })),
      });
      await writer.audit({ action: 'test.people', entity: 'person', entityId: null, detail: { count: births.length } });
    },
  );

describe('the campaign of Ganzi in 2021', () => {
  const milestone = (label: string, dueOn: string, unit: 'persons' | 'doses', target: number) => ({
    id: randomUUID(),
    areaCode: testAreas.otherPrefecture,
    label,
    dueOn,
    unit,
    target,
  });

  it('keeps its milestones as they were ordered; persons and doses stay different units', async () => {
    const ganzi = await app.createUser('admin', [testAreas.otherPrefecture]);
    const campaign = aCampaign({
      areaCode: testAreas.otherPrefecture,
      name: '甘孜州新冠病毒疫苗接种',
      targetRule: { minAge: 18 },
      referenceDate: '2021-01-01',
      opensOn: '2021-01-01',
      deadline: '2021-12-31',
      isTest: true,
      milestones: [
        milestone('上半年目标人数', '2021-06-30', 'persons', 400_000),
        milestone('全年目标人数', '2021-12-31', 'persons', 751_000),
        milestone('已接种剂次', '2021-06-30', 'doses', 50_403),
      ],
    });
    await app.caller(ganzi).campaign.save(campaign);
    const [stored] = await app.caller(ganzi).campaign.list();
    expect(stored).toMatchObject({ state: 'draft', isTest: true, deadline: '2021-12-31' });
    const persons = stored?.milestones.filter(({ unit }) => unit === 'persons');
    expect(persons?.map(({ dueOn, target }) => [dueOn, target])).toEqual([
      ['2021-06-30', 400_000],
      ['2021-12-31', 751_000],
    ]);
    expect(stored?.milestones.filter(({ unit }) => unit === 'doses').map(({ target }) => target)).toEqual([50_403]);
    // somebody else's campaign is not shown and not there to be changed
    expect((await app.caller(admin).campaign.list()).map(({ id }) => id)).not.toContain(campaign.id);
    expect(await refusalOf(app.caller(admin).campaign.save(campaign))).toEqual({ code: 'outside_area' });
    expect(await refusalOf(app.caller(admin).campaign.open({ campaignId: campaign.id }))).toMatchObject({
      code: expect.stringMatching(/not_found|outside_area/),
    });
  });
});

describe('a campaign', () => {
  it('is saved, changed and logged with what stood before', async () => {
    const campaign = aCampaign();
    const { campaign: own } = app.caller(admin);
    await own.save(campaign);
    const id = randomUUID();
    const changed = {
      ...campaign,
      deadline: '2027-02-01',
      milestones: [
        { id, areaCode: testAreas.township, label: '首针', dueOn: '2026-12-31', unit: 'persons' as const, target: 900 },
      ],
    };
    await own.save(changed);
    const later = { ...changed, milestones: changed.milestones.map((one) => ({ ...one, dueOn: '2027-01-15' })) };
    await own.save(later);
    await own.save(changed);
    expect((await own.list()).find((each) => each.id === campaign.id)).toEqual({ ...changed, state: 'draft' });
    const auditor = await app.createUser('auditor', [testAreas.prefecture]);
    const { rows } = await app.caller(auditor).audit.list({
      page: { page: 0, size: 10 },
      actorId: admin.id,
      action: 'campaign.save',
      from: null,
      to: null,
    });
    // a moved date is logged with the old and the new one
    expect(
      rows.find(({ detail }) => (detail as { changed: string[] }).changed[0] === `milestone.changed:${id}`),
    ).toMatchObject({
      detail: {
        before: { milestones: [{ id, dueOn: '2027-01-15' }] },
        after: { milestones: [{ id, dueOn: '2026-12-31' }] },
      },
    });
    expect(
      rows.findLast(
        ({ entityId, detail }) => entityId === campaign.id && (detail as { before: unknown }).before !== null,
      ),
    ).toMatchObject({
      detail: {
        changed: ['deadline', `milestone.added:${id}`],
        before: { deadline: '2027-01-01', milestones: [] },
        after: { deadline: '2027-02-01', milestones: [{ id, target: 900, unit: 'persons' }] },
      },
    });
  });

  it('is refused with wrong dates, a foreign area and a milestone outside', async () => {
    const { save } = app.caller(admin).campaign;
    expect(await refusalOf(save(aCampaign({ deadline: '2026-11-01' })))).toEqual({ code: 'campaign_dates_wrong' });
    expect(await refusalOf(save(aCampaign({ areaCode: testAreas.otherPrefecture })))).toEqual({ code: 'outside_area' });
    expect(await refusalOf(save(aCampaign({ areaCode: AreaCode.parse('222499') })))).toEqual({ code: 'not_found' });
    const outside = [
      {
        id: randomUUID(),
        areaCode: testAreas.farVillage,
        label: 'x',
        dueOn: '2026-12-01',
        unit: 'doses' as const,
        target: 1,
      },
    ];
    expect(await refusalOf(save(aCampaign({ milestones: outside })))).toEqual({ code: 'outside_area' });
  });

  it('opens with one entry for each person it means, and closes', async () => {
    // 60 on the reference date, 60 the day after, 59, and one in another county
    await addPeople(['1966-11-01', '1966-11-02', '1967-05-01', '1940-02-29', '1930-01-01']);
    const campaign = aCampaign();
    const { campaign: own } = app.caller(admin);
    await own.save(campaign);
    const { entries } = await own.open({ campaignId: campaign.id });
    expect(entries).toBe(3);
    const stored = await app.db.read({ area: testAreas.county }, (tx) =>
      tx.registerEntry.findMany({ where: { campaignId: campaign.id }, orderBy: { serial: 'asc' } }),
    );
    expect(stored.map((entry) => entry.serial)).toEqual([1, 2, 3]);
    expect(await refusalOf(own.open({ campaignId: campaign.id }))).toEqual({ code: 'changed_meanwhile' });
    expect(await refusalOf(own.save({ ...campaign, referenceDate: '2026-10-01' }))).toMatchObject({
      code: 'bad_input',
    });
    await own.save({ ...campaign, deadline: '2027-03-01' });

    const rival = aCampaign({ areaCode: testAreas.prefecture });
    await own.save(rival);
    expect(await refusalOf(own.open({ campaignId: rival.id }))).toEqual({ code: 'campaign_open_exists' });
    await own.close({ campaignId: campaign.id });
    expect(await refusalOf(own.close({ campaignId: campaign.id }))).toEqual({ code: 'changed_meanwhile' });
    expect(await refusalOf(own.save(campaign))).toEqual({ code: 'changed_meanwhile' });
    await own.open({ campaignId: rival.id });
    await own.close({ campaignId: rival.id });
  });

  it('is opened once when two admins open rivals at the same moment', async () => {
    const [one, two] = [aCampaign(), aCampaign({ areaCode: testAreas.prefecture })];
    const { campaign: own } = app.caller(admin);
    await own.save(one);
    await own.save(two);
    const results = await Promise.allSettled([own.open({ campaignId: one.id }), own.open({ campaignId: two.id })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('ordered above a county is seen inside it, a neighbour’s is not', async () => {
    const supervisor = await app.createUser('supervisor', [testAreas.otherCounty]);
    const [above, beside] = [aCampaign({ areaCode: testAreas.prefecture }), aCampaign()];
    await app.caller(admin).campaign.save(above);
    await app.caller(admin).campaign.save(beside);
    const seen = (await app.caller(supervisor).campaign.list()).map(({ id }) => id);
    expect(seen).toContain(above.id);
    expect(seen).not.toContain(beside.id);
  });
});
