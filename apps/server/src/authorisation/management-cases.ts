/** Users and campaigns: the input names an area, or a row that lies in one. */
import { randomUUID } from 'node:crypto';
import type { UserRow } from '@qiaomen/domain/account/query';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { SaveCampaign } from '@qiaomen/domain/campaign/query';
import type { Page } from '@qiaomen/domain/page';
import type { Case, World } from './case.ts';

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

const userIn = async ({ app }: World, place: AreaCode): Promise<{ userId: string }> => ({
  userId: (await app.createUser('worker', [place])).id,
});

/** Written by an admin of the whole prefecture. */
const campaignIn = async ({ app }: World, place: AreaCode, open: boolean): Promise<{ campaignId: string }> => {
  const { campaign } = app.caller(await app.createUser('admin', [place]));
  const { id } = await campaign.save(aCampaign(place));
  if (open) await campaign.open({ campaignId: id });
  return { campaignId: id };
};

export const managementCases = {
  'campaign.list': { about: 'none', call: (caller) => caller.campaign.list() },
  'campaign.save': { about: 'area', call: (caller, place) => caller.campaign.save(aCampaign(place)) },
  'campaign.open': {
    about: 'area',
    call: async (caller, place, world) => caller.campaign.open(await campaignIn(world, place, false)),
  },
  'campaign.close': {
    about: 'area',
    call: async (caller, place, world) => caller.campaign.close(await campaignIn(world, place, true)),
  },
  'user.list': {
    about: 'area',
    call: async (caller, place, { app }) => {
      const { login } = await app.createUser('worker', [place]);
      return caller.user.list({ page: { page: 0, size: 10 }, role: null, status: null, text: login });
    },
    isEmpty: (answer) => (answer as Page<UserRow>).total === 0,
  },
  'user.create': {
    about: 'area',
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
    about: 'area',
    call: async (caller, place, world) =>
      caller.user.edit({ ...(await userIn(world, place)), name: '乙', areaCodes: [place] }),
  },
  'user.disable': {
    about: 'area',
    call: async (caller, place, world) => caller.user.disable(await userIn(world, place)),
  },
  'user.enable': {
    about: 'area',
    call: async (caller, place, world) => caller.user.enable(await userIn(world, place)),
  },
  'user.resetCode': {
    about: 'area',
    call: async (caller, place, world) => caller.user.resetCode(await userIn(world, place)),
  },
  'user.resetTotp': {
    about: 'area',
    call: async (caller, place, world) => caller.user.resetTotp(await userIn(world, place)),
  },
} as const satisfies Record<string, Case>;
