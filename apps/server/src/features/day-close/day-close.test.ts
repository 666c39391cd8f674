/** What was published for a day is what it says for ever. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDay } from '../../jobs/day-close.ts';
import { foldFigures } from '../../jobs/fold-figures.ts';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
const county = CountyCode.parse(testAreas.county);
const page = { page: 0, size: 10 };
const list = () =>
  app.caller(supervisor).dayClose.list({ campaignId: world.campaignId, areaCode: testAreas.county, page });

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  for (const birthDate of ['1938-01-01', '1950-06-01']) await world.addElder({ birthDate });
  await foldFigures(app.db, app.now());
  await world.addElder({ birthDate: '1944-06-01' });
});
afterAll(() => app.close());

it('a past day that is run again gives the published number', async () => {
  app.setNow(new Date('2026-11-22T16:01:00Z'));
  expect(await closeDay(app.db, app.now())).toBe(1);
  const published = await list();
  expect(published).toMatchObject({
    total: 1,
    rows: [{ day: '2026-11-22', registered: 3, late: false, baseNumber: null }],
  });
  await world.addElder({ birthDate: '1930-01-01' });
  expect(await closeDay(app.db, app.now(), '2026-11-22')).toBe(0);
  expect(await list()).toEqual(published);
});

it('the next day has its own number, and a close that came late says so', async () => {
  app.setNow(new Date('2026-11-23T20:00:00Z'));
  expect(await closeDay(app.db, app.now())).toBe(1);
  expect((await list()).rows.map(({ day, registered, late }) => [day, registered, late])).toEqual([
    ['2026-11-23', 4, true],
    ['2026-11-22', 3, false],
  ]);
});

it('each county’s report is frozen with its hash, and nobody may change a published number', async () => {
  const reports = await app.db.read({ area: county }, (tx) => tx.reportFreeze.findMany({ orderBy: { day: 'asc' } }));
  expect(reports.map(({ body }) => (body as { registered: number }).registered)).toEqual([3, 4]);
  expect(reports.every(({ sha256 }) => sha256.length === 32)).toBe(true);
  for (const statement of [
    'UPDATE day_figure SET amount = 1',
    'DELETE FROM day_figure',
    'DELETE FROM report_freeze',
    'UPDATE day_close SET closed_at = now()',
  ])
    // prettier-ignore
    await expect(
      app.db.bulk({ scope: { area: county }, actorId: null, county, at: app.now() }, (b) => b.query(statement)),
    ).rejects.toThrow('permission denied');
});
