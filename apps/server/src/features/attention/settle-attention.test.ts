/** Work kept aside does not stay aside for ever: a supervisor enters it for its author, or leaves it out. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../entry/new-id.ts';
import { fieldWorld, type Elder, type FieldWorld, type Tablet } from '../../testing/field-world.ts';
import { testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let worker: TestUser;
let supervisor: TestUser;
let tablet: Tablet;

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  worker = await app.createUser('worker', [testAreas.village]);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
  tablet = await world.tablet(worker);
});
afterAll(() => app.close());

const listed = (settled: boolean) => app.caller(supervisor).attention.list({ settled, page: { page: 0, size: 200 } });
const settle = (receiptId: string, act: 'accept' | 'discard', as = supervisor) =>
  app.caller(as).attention.settle({ county: testAreas.county, receiptId, act });
const visitsOf = (elder: Elder) =>
  app.db.read({ area: testAreas.county }, (tx) =>
    tx.visit.findMany({ where: { personId: elder.personId }, select: { userId: true, occurredAt: true } }),
  );
const fromRevoked = async (elder: Elder) => {
  const command = tablet.wrap(world.visit(elder, { outcome: '04', reasons: ['T1'] }), {
    occurredAt: new Date(app.now().getTime() - 3 * 86_400_000).toISOString(),
  });
  await tablet.push([command], { revoked: true });
  return command;
};

test('a visit of a revoked tablet is entered once, by its date and in the name of whoever made it', async () => {
  const elder = await world.addElder();
  const { id, occurredAt } = await fromRevoked(elder);
  expect((await listed(false)).rows.map((row) => row.receiptId)).toContain(id);
  await settle(id, 'accept');
  expect(await visitsOf(elder)).toEqual([{ userId: worker.id, occurredAt: new Date(occurredAt) }]);
  expect((await listed(false)).rows.map((row) => row.receiptId)).not.toContain(id);
  const row = (await listed(true)).rows.find((one) => one.receiptId === id);
  expect(row).toMatchObject({ settled: { act: 'accept' }, why: { state: 'quarantined', reason: 'revoked_device' } });
  await expect(settle(id, 'accept')).rejects.toThrow('not_found');
  expect(await visitsOf(elder)).toHaveLength(1);
  const detail = await app.caller(supervisor).person.detail({ county: testAreas.county, personId: elder.personId });
  expect(detail.row).toMatchObject({ state: 'refused' });
});

test('a tablet that asks again hears that its work was entered meanwhile', async () => {
  const elder = await world.addElder();
  const other = await world.tablet(await app.createUser('worker', [testAreas.otherVillage]));
  const command = other.wrap(world.visit(elder));
  expect(await other.push([command])).toMatchObject([{ state: 'quarantined', reason: 'outside_duty' }]);
  await settle(command.id, 'accept');
  expect(await other.push([command])).toMatchObject([{ state: 'applied', replayed: true }]);
  expect(await visitsOf(elder)).toHaveLength(1);
});

test('what is left out changes nothing, is kept, and may still be entered', async () => {
  const elder = await world.addElder();
  const { id } = await fromRevoked(elder);
  await settle(id, 'discard');
  expect(await visitsOf(elder)).toEqual([]);
  await expect(settle(id, 'discard')).rejects.toThrow('already_decided');
  await settle(id, 'accept');
  expect(await visitsOf(elder)).toHaveLength(1);
});

test('what names nobody, or what a rule refused, cannot be entered by anybody', async () => {
  const unknown = {
    county: testAreas.county,
    personId: randomUUID(),
    entryId: '',
    areaCode: testAreas.village,
  } as Elder;
  const { id } = await fromRevoked(unknown);
  await expect(settle(id, 'accept')).rejects.toThrow('not_found');
  const elder = await world.addElder();
  const wrong = tablet.wrap({ type: 'visit.void', visitId: newId(app.now()), personId: elder.personId, why: '记错' });
  expect(await tablet.push([wrong])).toMatchObject([{ state: 'refused' }]);
  await expect(settle(wrong.id, 'accept')).rejects.toThrow();
  await settle(wrong.id, 'discard');
});

test('a supervisor of another place can do neither', async () => {
  const elder = await world.addElder();
  const { id } = await fromRevoked(elder);
  const stranger = await app.createUser('supervisor', [testAreas.otherCounty]);
  await expect(settle(id, 'accept', stranger)).rejects.toThrow(/not_found|outside_area/);
  await expect(settle(id, 'discard', stranger)).rejects.toThrow(/not_found|outside_area/);
  expect(await visitsOf(elder)).toEqual([]);
});

test('work of a revoked tablet lies with the township of the elder, and with no other', async () => {
  const heads = {
    own: await app.createUser('supervisor', [testAreas.township]),
    other: await app.createUser('supervisor', [testAreas.otherTownship]),
  };
  const seenBy = async (head: TestUser): Promise<string[]> => {
    const { rows } = await app.caller(head).attention.list({ settled: false, page: { page: 0, size: 200 } });
    return rows.map((row) => row.receiptId);
  };
  const { id } = await fromRevoked(await world.addElder());
  // somebody who was never this worker's, in another township: it stays with the worker's own
  const strange = await fromRevoked(await world.addElder({ areaCode: testAreas.otherVillage }));
  const unreadable = { ...tablet.wrap(world.visit(await world.addElder())), payload: { nonsense: true } };
  await tablet.push([unreadable], { revoked: true });

  expect(await seenBy(heads.own)).toEqual(expect.arrayContaining([id, strange.id, unreadable.id]));
  const seen = await seenBy(heads.other);
  for (const one of [id, strange.id, unreadable.id]) expect(seen).not.toContain(one);
  await expect(settle(id, 'accept', heads.other)).rejects.toThrow('not_found');
  await settle(id, 'accept', heads.own);
  expect(await seenBy(heads.own)).not.toContain(id);
});

test('the fence of the database keeps another township’s supervisor from work kept aside, whatever is asked', async () => {
  const { id } = await fromRevoked(await world.addElder());
  const idsIn = (area: string) =>
    app.db.read({ area }, (tx) => tx.receipt.findMany({ where: { id }, select: { areaCode: true } }));
  expect(await idsIn(testAreas.township)).toEqual([{ areaCode: testAreas.village }]);
  expect(await idsIn(testAreas.otherTownship)).toEqual([]);
});
