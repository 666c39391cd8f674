/** The jobs of key places. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { z } from 'zod';
import type { Job } from './job.ts';
import { listProvinces } from './regions.ts';
import { rosterPrefectures, takeRosters } from './key-place/take-rosters.ts';

const Target = z.object({ area: AreaCode });

export const keyPlaceJobs: readonly Job[] = [
  { name: 'keyPlace.takeRosters', run: (payload, deps) => takeRosters(deps, Target.parse(payload).area) },
  {
    name: 'keyPlace.takeAllRosters',
    cron: '41 * * * *',
    run: async (_payload, deps) => {
      for (const province of await listProvinces(deps.db))
        for (const prefecture of await rosterPrefectures(deps, province)) await takeRosters(deps, prefecture);
    },
  },
];
