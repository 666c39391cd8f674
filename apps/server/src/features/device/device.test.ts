/** Tablets: made ready by a code, watched, taken back, and noticed when they come back empty. */
import { randomUUID } from 'node:crypto';
import type { DeviceReport, DeviceRow } from '@qiaomen/domain/device/query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldWorld, type FieldWorld } from '../../testing/field-world.ts';
import { sealAsTablet } from '../../testing/seal-as-tablet.ts';
import { testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

let app: TestApp;
let world: FieldWorld;
let supervisor: TestUser;

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  supervisor = await app.createUser('supervisor', [testAreas.county]);
});
afterAll(() => app.close());

const aWorker = () => app.createUser('worker', [testAreas.village]);
const asked = (over: object = {}) => ({ deviceId: randomUUID(), label: '平板', appVersion: '0.1.0', ...over });
const report = (over: Partial<DeviceReport> = {}): DeviceReport => ({
  made: 0,
  unsent: 0,
  photos: 0,
  attention: 0,
  here: 10,
  scope: 10,
  persisted: true,
  used: 1000,
  free: 2000,
  appVersion: '0.1.0',
  ...over,
});
const rowOf = async (deviceId: string): Promise<DeviceRow> => {
  const { rows } = await app.caller(supervisor).device.list({ page: { page: 0, size: 200 }, state: null });
  const row = rows.find((one) => one.deviceId === deviceId);
  if (row === undefined) throw new Error('not on the list');
  return row;
};
/** A browser of the demo needs no code; each has its own cookies. */
const enrol = (user: TestUser, tablets = new Map<string, string>(), over: object = {}) =>
  app.caller(user, { demo: true, tablets }).account.enrolDevice(asked(over));

test('a tablet is made ready by a code of its supervisor, once, for that user, within a day', async () => {
  const worker = await aWorker();
  const colleague = await aWorker();
  const tablets = new Map<string, string>();
  const enrolWith = (code: string | null, user = worker) =>
    app.caller(user, { tablets }).account.enrolDevice(asked({ code }));
  await expect(enrolWith(null)).rejects.toThrow('tablet_code_needed');
  const { code } = await app.caller(supervisor).device.code({ userId: worker.id });
  await expect(enrolWith('0000-0000-0000-0000')).rejects.toThrow('code_expired');
  await expect(enrolWith(code, colleague)).rejects.toThrow('code_expired');
  const { deviceId } = await enrolWith(code.toLowerCase());
  expect(await rowOf(deviceId)).toMatchObject({ userName: expect.any(String), state: 'active' });
  tablets.clear();
  await expect(enrolWith(code)).rejects.toThrow('code_expired');
  const late = await app.caller(supervisor).device.code({ userId: worker.id });
  const now = app.now();
  app.setNow(new Date(now.getTime() + 25 * 3_600_000));
  await expect(enrolWith(late.code)).rejects.toThrow('code_expired');
  app.setNow(now);
});

test('the list shows the last word, what waits, the version and the storage of each tablet', async () => {
  const worker = await aWorker();
  const { deviceId } = await enrol(worker);
  const told = report({ made: 57, unsent: 17, attention: 2, persisted: false });
  expect(await app.deviceCaller(worker, deviceId).device.report(told)).toEqual({ revoked: false });
  expect(await rowOf(deviceId)).toMatchObject({ report: told, appVersion: '0.1.0', state: 'active' });
  const now = app.now();
  app.setNow(new Date(now.getTime() + 4 * 86_400_000));
  expect((await rowOf(deviceId)).state).toBe('silent');
  app.setNow(now);
  const elsewhere = await app.createUser('supervisor', [testAreas.otherCounty]);
  const { rows } = await app.caller(elsewhere).device.list({ page: { page: 0, size: 200 }, state: null });
  expect(rows.filter((row) => row.deviceId === deviceId)).toEqual([]);
});

test('a revoked tablet hears so at its next word, its user is signed out, and its work goes to quarantine', async () => {
  const worker = await aWorker();
  const tablet = await world.tablet(worker);
  await app.caller(supervisor).device.revoke({ deviceId: tablet.deviceId });
  expect(await app.db.reference((tx) => tx.session.count({ where: { userId: worker.id } }))).toBe(0);
  const revoked = app.deviceCaller(worker, tablet.deviceId, { revoked: true });
  expect(await revoked.device.report(report())).toEqual({ revoked: true });
  const elder = await world.addElder();
  const answers = await tablet.push([tablet.wrap(world.visit(elder))], { revoked: true });
  expect(answers).toMatchObject([{ state: 'quarantined', reason: 'revoked_device' }]);
  expect((await rowOf(tablet.deviceId)).state).toBe('revoked');
  await expect(app.caller(supervisor).device.revoke({ deviceId: tablet.deviceId })).rejects.toThrow('already_decided');
});

test('a tablet that comes back empty is told which numbers never arrived, and its supervisor sees it', async () => {
  const worker = await aWorker();
  const tablets = new Map<string, string>();
  const { deviceId, loss: none } = await enrol(worker, tablets);
  expect(none).toBeNull();
  const elder = await world.addElder();
  const tablet = { ...(await world.tablet(worker)), deviceId };
  const envelopes = Array.from({ length: 40 }, () => ({ ...tablet.wrap(world.visit(elder)), deviceId }));
  const push = app.deviceCaller(worker, deviceId).sync.push;
  await push({ commands: envelopes, deviceNow: app.now().toISOString() });
  const arrived = envelopes.at(-1)?.deviceSeq ?? 0;
  await app.deviceCaller(worker, deviceId).device.report(report({ made: arrived + 10, unsent: 10 }));

  // the browser cleared its storage; its cookie and its small storage remember
  const again = await enrol(worker, tablets, { made: { deviceId, seq: arrived + 17 } });
  expect(again.deviceId).not.toBe(deviceId);
  expect(again.loss).toMatchObject({ deviceId, arrived, missing: [[arrived + 1, arrived + 17]], certain: true });
  expect(await rowOf(deviceId)).toMatchObject({ state: 'lost', missing: [[arrived + 1, arrived + 17]] });
  // said once
  expect((await enrol(worker, tablets)).loss?.deviceId).not.toBe(deviceId);
});

test('where everything was cleared, cookies too, the user says whether it is the same tablet', async () => {
  const worker = await aWorker();
  const { deviceId } = await enrol(worker);
  const elder = await world.addElder();
  const tablet = await world.tablet(worker);
  const envelope = { ...tablet.wrap(world.visit(elder)), deviceId, deviceSeq: 1 };
  await app.deviceCaller(worker, deviceId).sync.push({ commands: [envelope], deviceNow: app.now().toISOString() });
  await app.deviceCaller(worker, deviceId).device.report(report({ made: 3, unsent: 2 }));

  const cleared = new Map<string, string>();
  const { loss } = await enrol(worker, cleared);
  expect(loss).toMatchObject({ deviceId, missing: [[2, 3]], certain: false });
  expect((await rowOf(deviceId)).state).toBe('active');
  await app.caller(worker, { tablets: cleared }).device.reportLoss({ deviceId });
  expect(await rowOf(deviceId)).toMatchObject({ state: 'lost', missing: [[2, 3]] });
});

test('a tablet that emptied itself, its PIN forgotten, lost nothing', async () => {
  const worker = await aWorker();
  const tablets = new Map<string, string>();
  const { deviceId } = await enrol(worker, tablets);
  await app.deviceCaller(worker, deviceId).device.report(report({ made: 5, unsent: 5 }));
  expect((await enrol(worker, tablets, { emptied: true })).loss).toBeNull();
});

test('a file of unsent work is taken from whoever brings it, because the tablet proved it; the gap closes', async () => {
  const worker = await aWorker();
  const tablets = new Map<string, string>();
  const { deviceId, token, outboxKey } = await enrol(worker, tablets);
  const elder = await world.addElder();
  const tablet = await world.tablet(worker);
  const envelope = { ...tablet.wrap(world.visit(elder)), deviceId, deviceSeq: 1 };
  await app.deviceCaller(worker, deviceId).device.report(report({ made: 1, unsent: 1 }));
  expect((await enrol(worker, tablets)).loss).toMatchObject({ missing: [[1, 1]] });

  const item = { id: envelope.id, sealed: sealAsTablet(outboxKey, envelope.id, { token, envelope }) };
  const forged = { ...tablet.wrap(world.visit(elder)), deviceId, deviceSeq: 2 };
  const lie = { id: forged.id, sealed: sealAsTablet(outboxKey, forged.id, { token: 'none', envelope: forged }) };
  expect(await app.caller(supervisor).device.importUnsent({ deviceId, items: [item, lie] })).toEqual([
    { id: item.id, taken: true },
    { id: lie.id, taken: false },
  ]);
  const visits = await app.db.read({ area: testAreas.county }, (tx) =>
    tx.visit.findMany({ where: { personId: elder.personId }, select: { userId: true } }),
  );
  expect(visits).toEqual([{ userId: worker.id }]);
  expect(await rowOf(deviceId)).toMatchObject({ state: 'lost', missing: [] });
});
