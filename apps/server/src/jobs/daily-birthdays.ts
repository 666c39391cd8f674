/** Enters whoever an open campaign means and who is on no list yet: a birth date corrected since, a person who came later. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Database } from '@qiaomen/prisma/scoped';
import { createEntries, loadEntryCampaigns } from '../entry/create-entries.ts';
import type { Job } from './job.ts';
import { listProvinces } from './regions.ts';

export const enterBirthdays = async (db: Database, at: Date): Promise<number> => {
  let entered = 0;
  for (const area of await listProvinces(db)) {
    const campaigns = await db.read({ area }, (tx) =>
      tx.campaign.findMany({ where: { state: 'open' }, select: { id: true, areaCode: true }, orderBy: { id: 'asc' } }),
    );
    for (const { id, areaCode } of campaigns) {
      const context = { scope: { area: AreaCode.parse(areaCode) }, actorId: null, county: '000000', at };
      entered += await db.bulk(context, async (b) => {
        const campaign = (await loadEntryCampaigns(b, [id])).get(id);
        return campaign === undefined ? 0 : createEntries(b, campaign, { origin: 'birthday' });
      });
    }
  }
  return entered;
};

export const dailyBirthdaysJob: Job = {
  name: 'entry.birthdays',
  // ten past midnight in Shanghai
  cron: '10 16 * * *',
  run: async (_payload, { db, now }) => {
    await enterBirthdays(db, now());
  },
};
