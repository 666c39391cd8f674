/** After the duties of a user changed: entries follow them, and the user's tablets read their areas anew. */
import { AreaCode, rangeOf, type CountyCode } from '@qiaomen/domain/area/area-code';
import type { Database } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { lockOwners, ownArea } from '../entry/own-area.ts';
import { wideDuties } from '../entry/wide-duties.ts';
import type { Job } from './job.ts';
import { listCounties } from './regions.ts';

const Payload = z.object({ userId: z.uuid() });

/** Every area the user was ever on duty in, without those that lie in another of them. */
const dutyAreas = (db: Database, userId: string): Promise<AreaCode[]> =>
  db.reference(async (tx) => {
    const duties = await tx.duty.findMany({ where: { userId }, select: { areaCode: true } });
    const codes = [...new Set(duties.map((duty) => AreaCode.parse(duty.areaCode)))];
    return codes.filter((code) => !codes.some((wider) => wider !== code && code.startsWith(wider)));
  });

const inCounty = (areas: readonly AreaCode[], county: CountyCode): AreaCode[] => {
  const { gte, lt } = rangeOf(county);
  if (areas.some((area) => county.startsWith(area))) return [county];
  return areas.filter((area) => area >= gte && area < lt);
};

export const refreshOwners = async (db: Database, userId: string, at: Date): Promise<number> => {
  const areas = await dutyAreas(db, userId);
  const wide = await wideDuties(db, at);
  let changed = 0;
  for (const county of await listCounties(db)) {
    const places = inCounty(areas, county);
    if (places.length === 0) continue;
    changed += await db.bulk({ scope: { area: county }, actorId: null, county, at }, async (b) => {
      await lockOwners(b, county);
      let here = 0;
      for (const areaCode of places) here += await ownArea(b, { county, areaCode, wideDuties: wide });
      await b.query(`INSERT INTO change (county, area_code, kind, user_id) VALUES ($1, $1, 'reset', $2)`, [
        county,
        userId,
      ]);
      return here;
    });
  }
  return changed;
};

export const refreshOwnersJob: Job = {
  name: 'assignment.refreshOwners',
  run: async (payload, { db, now }) => {
    await refreshOwners(db, Payload.parse(payload).userId, now());
  },
};
