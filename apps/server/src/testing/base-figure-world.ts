/** A prefecture of eight elders whose base figure is counted and published, its jobs run at once. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { BaseRule } from '@qiaomen/domain/base-figure/standing';
import { newId } from '../entry/new-id.ts';
import { baseFigureJobs } from '../jobs/base-figure.ts';
import { silentLog } from '../log.ts';
import { fieldWorld, type Elder } from './field-world.ts';
import { testApp, testAreas } from './test-app.ts';

const areaCode = testAreas.prefecture;

export const baseFigureWorld = async () => {
  const app = await testApp();
  const world = await fieldWorld(app);
  const admin = await app.createUser('admin', [areaCode]);
  const elders: Elder[] = [];
  const drafts = [
    { areaCode: testAreas.village, birthDate: '1938-01-01' },
    { areaCode: testAreas.village, birthDate: '1950-06-01' },
    { areaCode: testAreas.siblingVillage, birthDate: '1966-11-02' },
    { areaCode: testAreas.otherVillage, birthDate: '1944-02-29' },
    // known to the township only, and to the county only: towns without village codes
    { areaCode: testAreas.township, birthDate: '1940-01-01' },
    { areaCode: testAreas.county, birthDate: '1940-01-02' },
    { areaCode: testAreas.farVillage, birthDate: '1930-01-01' },
    // too young by a day
    { areaCode: testAreas.village, birthDate: '1966-11-03' },
  ];
  for (const draft of drafts) elders.push(await world.addElder(draft));

  const elder = (at: number): Elder => {
    const found = elders[at];
    if (found === undefined) throw new Error('no such elder');
    return found;
  };

  const runJob = async (name: string, snapshotId: string, signal = new AbortController().signal): Promise<void> => {
    const job = baseFigureJobs.find((one) => one.name === name);
    const deps = { db: app.db, keys: app.keys, dataDir: '', workDir: '', now: () => app.now(), log: silentLog };
    await job?.run({ area: areaCode, snapshotId }, deps, signal);
  };

  const count = async (
    excludes: Partial<Pick<BaseRule, 'excludeReportedDeaths' | 'excludeNoResidence'>> = {},
  ): Promise<string> => {
    app.setNow(new Date(app.now().getTime() + 60_000));
    const request = { campaignId: world.campaignId, excludeReportedDeaths: false, excludeNoResidence: false };
    const { snapshotId } = await app
      .caller(admin)
      .baseFigure.count({ ...request, ...excludes, snapshotId: newId(app.now()) });
    await runJob('baseFigure.count', snapshotId);
    return snapshotId;
  };
  const publish = async (snapshotId: string): Promise<number> => {
    const { number } = await app.caller(admin).baseFigure.publish({ snapshotId });
    await runJob('baseFigure.publish', snapshotId);
    return number;
  };
  const read = (snapshotId: string, area: AreaCode = areaCode) =>
    app.caller(admin).baseFigure.read({ snapshotId, areaCode: area });
  const coverage = (area: AreaCode = areaCode) =>
    app.caller(admin).baseFigure.coverage({ campaignId: world.campaignId, areaCode: area });
  return { app, world, admin, elder, runJob, count, publish, read, coverage };
};

export type BaseFigureWorld = Awaited<ReturnType<typeof baseFigureWorld>>;
