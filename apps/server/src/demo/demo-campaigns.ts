/** The campaign the demo plays in, with days counted from today, and a closed one with the milestones Ganzi published. */
import { randomUUID } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import { addDays } from '@qiaomen/domain/register/day';
import { dayToDate } from '../entry/entry.ts';
import { writeFor } from '../jobs/import/steps.ts';
import type { JobDeps } from '../jobs/job.ts';

const openedDaysAgo = 20;
const daysLeft = 40;

const required = (day: string): Date => dayToDate(day) ?? new Date(0);

const createCampaign = (deps: JobDeps, campaign: Campaign): Promise<void> =>
  deps.db.transact(writeFor(campaign.areaCode, null, deps.now()), async ({ tx, audit, at }) => {
    const { milestones, ...fields } = campaign;
    await tx.campaign.create({
      data: {
        ...fields,
        referenceDate: required(campaign.referenceDate),
        opensOn: required(campaign.opensOn),
        deadline: required(campaign.deadline),
        createdAt: at,
        milestones: { create: milestones.map((milestone) => ({ ...milestone, dueOn: required(milestone.dueOn) })) },
      },
      select: { id: true },
    });
    const detail = { state: campaign.state, opensOn: campaign.opensOn, deadline: campaign.deadline };
    await audit({ action: 'campaign.save', entity: 'campaign', entityId: campaign.id, detail });
  });

/** Ganzi's plan of 2021, in persons: doses are another unit and are never added to it. */
const ganziCampaign = (): Campaign => {
  const areaCode = AreaCode.parse('5133');
  const milestone = (label: string, dueOn: string, target: number) => ({
    id: randomUUID(),
    areaCode,
    label,
    dueOn,
    unit: 'persons' as const,
    target,
  });
  return {
    id: randomUUID(),
    areaCode,
    name: '甘孜州2021年新冠病毒疫苗接种（测试）',
    legalBasis: '甘孜州2021年新冠病毒疫苗接种工作方案',
    targetRule: { minAge: 18 },
    referenceDate: '2021-01-01',
    opensOn: '2021-01-01',
    deadline: '2021-12-31',
    isTest: true,
    state: 'closed',
    milestones: [
      milestone('6月30日前接种人数', '2021-06-30', 400_000),
      milestone('12月31日前接种人数', '2021-12-31', 751_000),
    ],
  };
};

/** Answers the id of the open campaign. */
export const createDemoCampaigns = async (
  deps: JobDeps,
  { prefecture, today, elders }: { prefecture: AreaCode; today: string; elders: number },
): Promise<string> => {
  const id = randomUUID();
  const opensOn = addDays(today, -openedDaysAgo);
  const deadline = addDays(today, daysLeft);
  const share = (part: number): number => Math.max(1, Math.round(elders * part));
  const milestone = (label: string, dueOn: string, unit: 'persons' | 'doses', target: number) => ({
    id: randomUUID(),
    areaCode: prefecture,
    label,
    dueOn,
    unit,
    target,
  });
  await createCampaign(deps, {
    id,
    areaCode: prefecture,
    name: '延边州老年人新冠病毒疫苗接种敲门行动（演示）',
    legalBasis: '《中华人民共和国疫苗管理法》第五十条；国务院联防联控机制《加强老年人新冠病毒疫苗接种工作方案》',
    targetRule: { minAge: 60 },
    referenceDate: opensOn,
    opensOn,
    deadline,
    isTest: false,
    state: 'open',
    milestones: [
      milestone('第一阶段接种人数', addDays(today, 10), 'persons', share(0.88)),
      milestone('结束时接种人数', deadline, 'persons', share(0.95)),
      milestone('结束时接种剂次', deadline, 'doses', share(2.4)),
    ],
  });
  await createCampaign(deps, ganziCampaign());
  return id;
};
