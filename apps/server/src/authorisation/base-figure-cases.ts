/** Base figures and work plans of a campaign that lies exactly in the place. */
import { randomUUID } from 'node:crypto';
import { countyOf, type AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { SnapshotState } from '@qiaomen/domain/base-figure/query';
import { thePlace, type Case } from './case.ts';
import type { World } from './world.ts';

const page = { page: 0, size: 10 };
const rule = { minAge: 60, referenceDate: '2026-11-01', excludeReportedDeaths: false, excludeNoResidence: false };

const campaignIn = async ({ app }: World, place: AreaCode): Promise<string> => {
  const id = randomUUID();
  await app.caller(await app.createUser('admin', [place])).campaign.save({
    id,
    areaCode: place,
    name: '测试',
    legalBasis: '测试',
    targetRule: { minAge: 60 },
    referenceDate: rule.referenceDate,
    opensOn: rule.referenceDate,
    deadline: '2027-01-01',
    isTest: true,
    milestones: [],
  });
  return id;
};

const snapshotIn = async (
  world: World,
  place: AreaCode,
  state: SnapshotState,
): Promise<{ campaignId: string; snapshotId: string }> => {
  const { app } = world;
  const [campaignId, snapshotId] = [await campaignIn(world, place), randomUUID()];
  await app.db.transact({ scope: { area: place }, actorId: null, county: '000000', at: app.now() }, async (writer) => {
    const number = state === 'published' ? 1 : null;
    await writer.tx.baseSnapshot.create({
      data: {
        id: snapshotId,
        areaCode: place,
        campaignId,
        state,
        number,
        rule,
        asOf: app.now(),
        createdBy: randomUUID(),
      },
    });
    await writer.audit({ action: 'test.snapshot', entity: 'base_snapshot', entityId: snapshotId, detail: {} });
  });
  return { campaignId, snapshotId };
};

/** The county of the place, or one inside it. */
const countyIn = (world: World, place: AreaCode): CountyCode =>
  place.length >= 6 ? countyOf(place) : countyOf(world.villageIn(place));
const theCounty = (place: AreaCode, world: World): AreaCode => countyIn(world, place);
const itsPrefecture = (place: AreaCode, world: World): AreaCode => countyIn(world, place).slice(0, 4) as AreaCode;
const filled = { amount: 1, text: '测试' };
const body = { targets: filled, teams: filled, sites: filled, vehicles: filled, stock: filled, publicity: filled };

const planIn = async (
  world: World,
  place: AreaCode,
  state: 'draft' | 'submitted',
): Promise<{ county: CountyCode; planId: string; rev: number; campaignId: string }> => {
  const { app } = world;
  const county = countyIn(world, place);
  const author = app.caller(await app.createUser('admin', [county]));
  const campaignId = await campaignIn(world, county);
  const { planId, rev } = await author.workPlan.save({ campaignId, county, body, base: null });
  if (state === 'submitted') await author.workPlan.submit({ county, planId, rev });
  return { county, planId, rev, campaignId };
};

export const baseFigureCases = {
  'workPlan.list': {
    call: async (caller, place, world) => caller.workPlan.list({ campaignId: world.personIn(place).campaignId, page }),
  },
  'workPlan.detail': {
    needs: theCounty,
    call: async (caller, place, world) => {
      const { county, campaignId } = await planIn(world, place, 'draft');
      return caller.workPlan.detail({ county, campaignId });
    },
  },
  'workPlan.save': {
    needs: theCounty,
    call: async (caller, place, world) => {
      const county = countyIn(world, place);
      return caller.workPlan.save({ campaignId: await campaignIn(world, county), county, body, base: null });
    },
  },
  'workPlan.submit': {
    needs: theCounty,
    call: async (caller, place, world) => {
      const { county, planId, rev } = await planIn(world, place, 'draft');
      return caller.workPlan.submit({ county, planId, rev });
    },
  },
  'workPlan.decide': {
    needs: itsPrefecture,
    call: async (caller, place, world) => {
      const { county, planId } = await planIn(world, place, 'submitted');
      return caller.workPlan.decide({ county, planId, approve: true, note: '' });
    },
  },
  'baseFigure.list': {
    call: async (caller, place, world) =>
      caller.baseFigure.list({ campaignId: (await snapshotIn(world, place, 'draft')).campaignId, page }),
  },
  'baseFigure.read': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'draft');
      return caller.baseFigure.read({ snapshotId, areaCode: place });
    },
  },
  'baseFigure.members': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'draft');
      const asked = { standing: null, figure: null, exactArea: false, page };
      return caller.baseFigure.members({ snapshotId, areaCode: place, ...asked });
    },
  },
  'baseFigure.coverage': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { campaignId } = await snapshotIn(world, place, 'published');
      return caller.baseFigure.coverage({ campaignId, areaCode: place });
    },
  },
  'dayClose.list': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.dayClose.list({ campaignId: await campaignIn(world, place), areaCode: place, page }),
  },
  'baseFigure.compare': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'draft');
      return caller.baseFigure.compare({ from: snapshotId, to: snapshotId, areaCode: place });
    },
  },
  'baseFigure.differences': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'draft');
      const all = { kind: null, reason: null, page };
      return caller.baseFigure.differences({ from: snapshotId, to: snapshotId, areaCode: place, ...all });
    },
  },
  'baseFigure.count': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.baseFigure.count({
        snapshotId: randomUUID(),
        campaignId: await campaignIn(world, place),
        excludeReportedDeaths: false,
        excludeNoResidence: false,
      }),
  },
  'baseFigure.cancel': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'counting');
      return caller.baseFigure.cancel({ snapshotId });
    },
  },
  'baseFigure.publish': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'draft');
      return caller.baseFigure.publish({ snapshotId });
    },
  },
  'baseFigure.discard': {
    needs: thePlace,
    call: async (caller, place, world) => {
      const { snapshotId } = await snapshotIn(world, place, 'draft');
      return caller.baseFigure.discard({ snapshotId });
    },
  },
} as const satisfies Record<string, Case>;
