/** Users and campaigns: the input names an area, or a row that lies in one. */
import { randomUUID } from 'node:crypto';
import type { UserRow } from '@qiaomen/domain/account/query';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { SaveCampaign } from '@qiaomen/domain/campaign/query';
import type { Page } from '@qiaomen/domain/page';
import { thePlace, type Case } from './case.ts';
import type { DeviceRow } from '@qiaomen/domain/device/query';
import type { World } from './world.ts';

const aCampaign = (areaCode: AreaCode): SaveCampaign => ({
  id: randomUUID(),
  areaCode,
  name: '测试',
  legalBasis: '测试',
  targetRule: { minAge: 60 },
  referenceDate: '2026-11-01',
  opensOn: '2026-11-01',
  deadline: '2027-01-01',
  isTest: true,
  milestones: [],
});

/** On duty in the whole place. */
const userOf = async ({ app }: World, place: AreaCode): Promise<{ userId: string }> => ({
  userId: (await app.createUser('worker', [place])).id,
});

const campaignOf = async ({ app }: World, place: AreaCode, open: boolean): Promise<{ campaignId: string }> => {
  const { campaign } = app.caller(await app.createUser('admin', [place]));
  const { id } = await campaign.save(aCampaign(place));
  if (open) await campaign.open({ campaignId: id });
  return { campaignId: id };
};

const tabletIn = async (world: World, place: AreaCode): Promise<{ deviceId: string }> => {
  const { app } = world;
  const user = await app.createUser('worker', [place]);
  const tablets = new Map<string, string>();
  const asked = { deviceId: randomUUID(), label: '平板', appVersion: '0' };
  const { deviceId } = await app.caller(user, { demo: true, tablets }).account.enrolDevice(asked);
  return { deviceId };
};

export const managementCases = {
  'device.list': {
    needs: thePlace,
    shows: (answer) => (answer as Page<DeviceRow>).rows.flatMap((row) => row.areaCodes),
    call: async (caller, place, world) => {
      await tabletIn(world, place);
      return caller.device.list({ page: { page: 0, size: 200 }, state: null });
    },
  },
  'device.revoke': {
    needs: thePlace,
    call: async (caller, place, world) => caller.device.revoke(await tabletIn(world, place)),
  },
  'device.code': {
    needs: thePlace,
    call: async (caller, place, world) => caller.device.code(await userOf(world, place)),
  },
  'device.importUnsent': {
    needs: thePlace,
    call: async (caller, place, world) => caller.device.importUnsent({ ...(await tabletIn(world, place)), items: [] }),
  },
  'campaign.list': { call: (caller) => caller.campaign.list() },
  'campaign.save': { needs: thePlace, call: (caller, place) => caller.campaign.save(aCampaign(place)) },
  'campaign.open': {
    needs: thePlace,
    call: async (caller, place, world) => caller.campaign.open(await campaignOf(world, place, false)),
  },
  'campaign.close': {
    needs: thePlace,
    call: async (caller, place, world) => caller.campaign.close(await campaignOf(world, place, true)),
  },
  'user.list': {
    needs: thePlace,
    shows: (answer) => (answer as Page<UserRow>).rows.flatMap((row) => row.duties.map((duty) => duty.areaCode)),
    call: async (caller, place, { app }) => {
      const { login } = await app.createUser('worker', [place]);
      return caller.user.list({ page: { page: 0, size: 10 }, role: null, status: null, text: login });
    },
  },
  'user.create': {
    needs: thePlace,
    call: (caller, place) =>
      caller.user.create({
        login: `m-${randomUUID().slice(0, 12)}`,
        name: '甲',
        role: 'worker',
        areaCodes: [place],
        language: 'zh-CN',
      }),
  },
  'user.edit': {
    needs: thePlace,
    call: async (caller, place, world) =>
      caller.user.edit({ ...(await userOf(world, place)), name: '乙', areaCodes: [place] }),
  },
  'user.disable': {
    needs: thePlace,
    call: async (caller, place, world) => caller.user.disable(await userOf(world, place)),
  },
  'user.enable': {
    needs: thePlace,
    call: async (caller, place, world) => caller.user.enable(await userOf(world, place)),
  },
  'user.resetCode': {
    needs: thePlace,
    call: async (caller, place, world) => caller.user.resetCode(await userOf(world, place)),
  },
  'user.resetTotp': {
    needs: thePlace,
    call: async (caller, place, world) => caller.user.resetTotp(await userOf(world, place)),
  },
} as const satisfies Record<string, Case>;
