/** Who owns whom: areas, single persons, and work that arrives while it changes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CountyCode, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { Pull, PullReply } from '@qiaomen/domain/sync/query';
import { checkCounty } from '../../entry/rebuild.ts';
import { refreshOwners } from '../../jobs/refresh-owners.ts';
import { fieldWorld, type Elder, type FieldWorld, type Tablet } from '../../testing/field-world.ts';
import { refusalOf, testAreas, testApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;
let first: TestUser;
let second: TestUser;
let tablet: Tablet;
const county = CountyCode.parse(testAreas.county);

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  first = await app.createUser('worker', [testAreas.village]);
  second = await app.createUser('worker', [testAreas.siblingVillage]);
  tablet = await world.tablet(first);
});
afterAll(() => app.close());

/** the clock goes on between two acts, as it does outside of tests */
const later = (): void => app.setNow(new Date(app.now().getTime() + 60_000));
const assignArea = (areaCode: AreaCode, userId: string | null) => {
  later();
  return app.caller(supervisor).assignment.area({ campaignId: world.campaignId, areaCode, userId });
};
const give = (elders: readonly Elder[], userId: string | null) => {
  later();
  const entries = elders.map(({ county: code, entryId }) => ({ county: code, entryId }));
  return app.caller(supervisor).assignment.persons({ campaignId: world.campaignId, entries, userId });
};
const ownerOf = async ({ personId }: Elder): Promise<string | null> =>
  (await app.caller(supervisor).person.detail({ county, personId })).row?.ownerId ?? null;
const openOf = async (user: TestUser): Promise<number | undefined> => {
  const workers = await app.caller(supervisor).assignment.workers({ areaCode: county, page: { page: 0, size: 50 } });
  return workers.rows.find((row) => row.userId === user.id)?.open;
};
const fresh: Pull = { epoch: null, cursors: {}, schema: 1, resume: null };
const next = ({ epoch, nextCursors, resume }: PullReply): Pull => ({ epoch, cursors: nextCursors, schema: 1, resume });

test('an area goes from hand to hand with its entries, and the figures go with it', async () => {
  const elders = [await world.addElder(), await world.addElder()];
  expect(await ownerOf(elders[0] as Elder)).toBe(first.id);
  const before = await openOf(first);
  expect(await assignArea(testAreas.village, second.id)).toEqual({ changed: before });
  expect(await ownerOf(elders[0] as Elder)).toBe(second.id);
  expect(await openOf(first)).toBe(0);
  await assignArea(testAreas.village, null);
  expect(await ownerOf(elders[1] as Elder)).toBeNull();
  const { total, rows } = await app
    .caller(supervisor)
    .progress.read({ campaignId: world.campaignId, areaCode: testAreas.village });
  expect(total.figures.withoutOwner).toBe(before);
  expect(rows.find((row) => row.ownerId === null)?.figures.open).toBe(before);
  expect(await checkCounty(app.db, county)).toEqual([]);
  await assignArea(testAreas.village, first.id);
});

test('the tablet that loses an area reads anew and holds nothing of it; the one that gains it has it all', async () => {
  const elder = await world.addElder();
  const mine = await app.caller(first).sync.pull(fresh);
  const theirs = await app.caller(second).sync.pull(fresh);
  expect(mine.upserts.map((entry) => entry.entryId)).toContain(elder.entryId);
  await assignArea(testAreas.village, second.id);
  const lost = await app.caller(first).sync.pull(next(mine));
  expect(lost.resetScopes).toEqual([county]);
  // nothing is left to this worker, and the tablet must hear it
  expect(lost).toMatchObject({ upserts: [], scopeCount: 0, villages: [] });
  const won = await app.caller(second).sync.pull(next(theirs));
  expect(won.upserts.map((entry) => entry.entryId)).toContain(elder.entryId);
  expect(won.scopeCount).toBe(won.upserts.length);
  await assignArea(testAreas.village, first.id);
});

test('a visit made before the hand-over counts, one made after it waits for a supervisor', async () => {
  const elder = await world.addElder();
  later();
  const made = app.now().toISOString();
  await assignArea(testAreas.village, second.id);
  later();
  const answers = await tablet.push([
    tablet.wrap(world.visit(elder), { occurredAt: made }),
    tablet.wrap(world.visit(elder), { occurredAt: app.now().toISOString() }),
  ]);
  expect(answers).toMatchObject([{ state: 'applied' }, { state: 'quarantined', reason: 'outside_duty' }]);
  await assignArea(testAreas.village, first.id);
});

test('a person given by name leaves the village’s tablet and stays given when the village changes hands', async () => {
  const elder = await world.addElder();
  const mine = await app.caller(first).sync.pull(fresh);
  const theirs = await app.caller(second).sync.pull(fresh);
  expect(await give([elder], second.id)).toEqual({ changed: 1 });
  expect((await app.caller(first).sync.pull(next(mine))).removals).toEqual([elder.entryId]);
  const won = await app.caller(second).sync.pull(next(theirs));
  expect(won.upserts.map((entry) => entry.entryId)).toContain(elder.entryId);
  const other = await world.tablet(second);
  expect(await other.push([other.wrap(world.visit(elder))])).toMatchObject([{ state: 'applied' }]);
  await assignArea(testAreas.village, null);
  expect(await ownerOf(elder)).toBe(second.id);
  await assignArea(testAreas.village, first.id);
  await give([elder], null);
  expect(await ownerOf(elder)).toBe(first.id);
});

test('visits that arrive while the area changes hands leave right figures behind', async () => {
  const elders = [];
  for (let n = 0; n < 12; n += 1) elders.push(await world.addElder());
  const acts = Array.from({ length: 4 }, (_, turn) =>
    assignArea(testAreas.village, turn % 2 === 0 ? second.id : first.id),
  );
  const pushes = elders.map((elder) => tablet.push([tablet.wrap(world.visit(elder, { outcome: '08' }))]));
  await Promise.all([...acts, ...pushes, give(elders.slice(0, 5), second.id)]);
  expect(await checkCounty(app.db, county)).toEqual([]);
  // whoever came last has it now
  await assignArea(testAreas.village, first.id);
});

test('nobody is given an elder of a county where they have no duty: the elder would never reach the tablet', async () => {
  const wide = await app.createUser('supervisor', [testAreas.prefecture]);
  const elsewhere = await app.createUser('worker', [testAreas.farVillage]);
  const { entryId } = await world.addElder();
  const giving = { campaignId: world.campaignId, entries: [{ county, entryId }] };
  const give = (userId: string) => app.caller(wide).assignment.persons({ ...giving, userId });
  expect(await refusalOf(give(elsewhere.id))).toEqual({ code: 'worker_not_in_area' });
  expect(await give(second.id)).toEqual({ changed: 1 });
});

test('only workers of the own area, only entries of the own area, all of them or none', async () => {
  const far = await app.createUser('worker', [testAreas.farVillage]);
  const elder = await world.addElder();
  const stranger = await world.addElder({ areaCode: testAreas.farVillage });
  expect(await refusalOf(assignArea(testAreas.village, far.id))).toEqual({ code: 'worker_not_in_area' });
  expect(await refusalOf(assignArea(testAreas.farVillage, first.id))).toEqual({ code: 'outside_area' });
  expect(await refusalOf(give([elder, stranger], second.id))).toEqual({ code: 'outside_area' });
  expect(await ownerOf(elder)).not.toBe(second.id);
});

test('when an admin ends a duty, the entries follow by a job', async () => {
  const elder = await world.addElder({ areaCode: testAreas.siblingVillage });
  expect(await ownerOf(elder)).toBe(second.id);
  later();
  const admin = await app.createUser('admin', [testAreas.prefecture]);
  await app.caller(admin).user.disable({ userId: second.id });
  await refreshOwners(app.db, second.id, app.now());
  expect(await ownerOf(elder)).toBeNull();
  expect(await checkCounty(app.db, county)).toEqual([]);
});
