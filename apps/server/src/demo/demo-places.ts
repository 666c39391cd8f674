/** Institutions somebody lives in become key places, all but one: that one waits for the admin to say what it stands for. */
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import { isStaying, placeKey } from '@qiaomen/domain/key-place/rosters';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { newId } from '../entry/new-id.ts';
import { readRosters } from '../jobs/key-place/read-rosters.ts';
import { takeRosters } from '../jobs/key-place/take-rosters.ts';
import { writeFor } from '../jobs/import/steps.ts';
import type { JobDeps } from '../jobs/job.ts';

export const createDemoPlaces = async (deps: JobDeps, prefecture: AreaCode, actorId: string): Promise<void> => {
  const { db, now } = deps;
  const institutions = [...Map.groupBy(await readRosters(deps, prefecture), ({ key }) => key).values()]
    .filter(([first]) => (first?.name ?? '') !== '')
    .sort((a, b) => b.length - a.length);
  const lived = institutions.filter((stays) => stays.some((stay) => isStaying(stay, shanghaiDay(now()))));
  const open = lived.length > 1 ? lived.slice(0, -1) : lived;
  await db.transact(writeFor(prefecture, actorId, now()), async ({ tx, at, audit }) => {
    for (const [first] of open) {
      if (first === undefined) continue;
      const { personCounty, personId, name, code } = first;
      // an institution lies where the first on its roster lives
      const { areaCode } = await tx.person.findUniqueOrThrow({
        where: { county_id: { county: personCounty, id: personId } },
        select: { areaCode: true },
      });
      const id = newId(at);
      const data = { county: countyOf(areaCode as AreaCode), id, areaCode, kind: 'nursing_home', name, rev: 1 };
      await tx.keyPlace.create({
        data: { ...data, nameKey: placeKey(name), code: placeKey(code), createdBy: actorId, createdAt: at },
        select: { id: true },
      });
      await audit({ action: 'keyPlace.create', entity: 'key_place', entityId: id, detail: { kind: 'nursing_home' } });
    }
  });
  await takeRosters(deps, prefecture);
};
