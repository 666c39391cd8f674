/** Between two areas of a reader lie others: the fence around both lets their rows through, the reader's areas do not. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../entry/new-id.ts';
import { baseFigureJobs } from '../../jobs/base-figure.ts';
import { silentLog } from '../../log.ts';
import { fieldWorld, type Elder } from '../../testing/field-world.ts';
import { testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let admin: TestUser;
let moved: Elder;
const county = CountyCode.parse(testAreas.county);
const page = { page: 0, size: 50 };
const snapshots: string[] = [];

const runJob = async (name: string, snapshotId: string): Promise<void> => {
  const deps = { db: app.db, keys: app.keys, dataDir: '', workDir: '', now: () => app.now(), log: silentLog };
  const job = baseFigureJobs.find((one) => one.name === name);
  await job?.run({ area: testAreas.prefecture, snapshotId }, deps, new AbortController().signal);
};

const publishOne = async (campaignId: string): Promise<void> => {
  app.setNow(new Date(app.now().getTime() + 60_000));
  const { baseFigure } = app.caller(admin);
  const asked = { campaignId, excludeReportedDeaths: false, excludeNoResidence: false, snapshotId: newId(app.now()) };
  const { snapshotId } = await baseFigure.count(asked);
  await runJob('baseFigure.count', snapshotId);
  await baseFigure.publish({ snapshotId });
  await runJob('baseFigure.publish', snapshotId);
  snapshots.push(snapshotId);
};

beforeAll(async () => {
  app = await testApp();
  const world = await fieldWorld(app);
  admin = await app.createUser('admin', [testAreas.prefecture]);
  moved = await world.addElder({ areaCode: testAreas.village, birthDate: '1938-01-01' });
  await publishOne(world.campaignId);
  await app.db.transact({ scope: { area: county }, actorId: null, county, at: app.now() }, async (writer) => {
    const data = { areaCode: testAreas.siblingVillage };
    await writer.tx.registerEntry.update({ where: { county_id: { county, id: moved.entryId } }, data });
    await writer.tx.person.update({ where: { county_id: { county, id: moved.personId } }, data });
    await writer.audit({ action: 'test.move', entity: 'person', entityId: moved.personId, detail: {} });
  });
  await publishOne(world.campaignId);
});
afterAll(() => app.close());

const found = <Row extends { personId: string }>({ rows }: { rows: Row[] }): Row | undefined =>
  rows.find(({ personId }) => personId === moved.personId);

it('a reader of two villages hears no more of somebody who moved to a third', async () => {
  // of two townships, so that the fence around both is the county
  const reader = await app.createUser('supervisor', [testAreas.village, testAreas.otherVillage]);
  const [from = '', to = ''] = snapshots;
  const compared = { from, to, areaCode: testAreas.village };
  const differences = { ...compared, kind: null, reason: null, page };
  const members = { snapshotId: from, areaCode: testAreas.village, exactArea: false, standing: null, figure: null, page }; // prettier-ignore
  const whole = app.caller(admin).baseFigure;
  expect(found(await whole.differences(differences))).toMatchObject({ kind: 'left', reason: 'elsewhere' });
  expect(found(await whole.members(members))?.name).toEqual(expect.any(String));
  const own = app.caller(reader).baseFigure;
  expect(found(await own.differences(differences))).toMatchObject({ kind: 'left', reason: 'absent', after: null, name: null }); // prettier-ignore
  expect(found(await own.members(members))).toMatchObject({ name: null, sex: null, birthDate: null, state: null });
  expect((await own.compare(compared)).counts).toEqual([{ kind: 'left', reason: 'absent', amount: 1 }]);
});
