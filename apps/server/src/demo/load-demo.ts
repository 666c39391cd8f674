/**
 * Fills an empty install with an invented prefecture, through the same import, the same commands and the same rules as
 * real work. What a killed start leaves behind is thrown away by the start that follows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { residentFiles } from '@qiaomen/synth/errors/error-model';
import { fileNames, generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { uploadsDir } from '../jobs/import/sealed-file.ts';
import type { JobDeps } from '../jobs/job.ts';
import { chooseBeats } from './choose-beats.ts';
import { createDemoCampaigns } from './demo-campaigns.ts';
import { certifyDemoStaff } from './demo-care.ts';
import { createDemoPlaces } from './demo-places.ts';
import { createGanziAdmin, createStaff } from './demo-staff.ts';
import { importFiles } from './import-files.ts';
import { makeSecondDelivery } from './second-delivery.ts';
import { visitDoors } from './visit-doors.ts';

const prefecture = AreaCode.parse('2224');
const usualNumber = 2000;
const seed = 1;

export const loadDemo = async (deps: JobDeps & { people: number | null }): Promise<void> => {
  const people = deps.people ?? usualNumber;
  const today = shanghaiDay(deps.now());
  await rm(uploadsDir(deps.dataDir), { recursive: true, force: true });
  const outDir = await mkdtemp(join(deps.dataDir, 'demo-making-'));
  try {
    const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const result = await work();
      deps.log.info({ step: `demo.${name}`, ms: Math.round(performance.now() - started) }, 'demo');
      return result;
    };
    const { elders, rows } = await step('generate', () =>
      generatePrefecture({ people, seed, prefecture: '2224', today, outDir }),
    );
    const beats = await chooseBeats(join(outDir, fileNames.population), today);
    const staff = await step('staff', async () => {
      await createGanziAdmin(deps);
      return createStaff(deps, prefecture, beats);
    });
    const campaignId = await createDemoCampaigns(deps, { prefecture, today, elders });
    const files = [...residentFiles, 'disability-register', 'nursing-homes'] as const;
    // a demo of a hundred people has nobody in an institution, and an empty file is refused
    const paths = files.filter((file) => rows[file] > 0).map((file) => join(outDir, fileNames[file]));
    await step('import', () => importFiles(deps, { prefecture, actorId: staff.adminId, paths }));
    await certifyDemoStaff(deps, { actorId: staff.adminId, ...staff, today });
    await step('places', () => createDemoPlaces(deps, prefecture, staff.adminId));
    await step('visits', () => visitDoors(deps, { campaignId, ...staff, today }));
    await step('second', () => makeSecondDelivery({ dataDir: deps.dataDir, people, seed, today }));
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
};
