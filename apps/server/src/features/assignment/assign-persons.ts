/** Gives single persons to a worker by name, or back to whoever has their area. */
import { CountyCode, contains } from '@qiaomen/domain/area/area-code';
import type { AssignPersons, AssignResult } from '@qiaomen/domain/assignment/query';
import { giveEntries } from '../../entry/give-entries.ts';
import { wideDuties } from '../../entry/wide-duties.ts';
import { lockOwners } from '../../entry/own-area.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { requireWorker } from './find-worker.ts';

/** All of them or none: a list of which half was given would leave the other half with nobody. */
export const assignPersons = async (ctx: GuardedContext, input: AssignPersons): Promise<AssignResult> => {
  const { userId, entries } = input;
  const byCounty = Map.groupBy(entries, (entry) => CountyCode.parse(entry.county));
  const counties = [...byCounty.keys()].toSorted();
  if (!counties.every((county) => contains(ctx.fence, county) || contains(county, ctx.fence)))
    refuse({ code: 'outside_area' });
  if (userId !== null) await requireWorker(ctx, userId, ['worker', 'vaccinator'], counties);
  const wide = await wideDuties(ctx.db, ctx.now());
  return ctx.db.bulk(writeAs(ctx), async (b) => {
    let changed = 0;
    for (const county of counties) {
      const entryIds = [...new Set((byCounty.get(county) ?? []).map((entry) => entry.entryId))];
      await lockOwners(b, county);
      const found = await b.query<{ area_code: string; campaign_id: string }>(
        `SELECT area_code, campaign_id::text FROM register_entry WHERE county = $1 AND id = ANY($2::uuid[])`,
        [county, entryIds],
      );
      if (found.length < entryIds.length || found.some((row) => row.campaign_id !== input.campaignId))
        refuse({ code: 'not_found' });
      const own = ranges(ctx);
      if (!found.every((row) => own.some(({ gte, lt }) => row.area_code >= gte && row.area_code < lt)))
        refuse({ code: 'outside_area' });
      changed += await giveEntries(b, { county, entryIds, userId, wideDuties: wide });
    }
    if (changed === 0)
      await b.audit({ action: 'assignment.set', entity: 'register', entityId: null, detail: { changed } });
    return { changed };
  });
};
