/** Work that outlived its PIN: sealed on the tablet for the server alone, sent under the session of its author. */
import { randomUUID } from 'node:crypto';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { Envelope } from '@qiaomen/domain/command';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldWorld, type FieldWorld, type Tablet } from '../testing/field-world.ts';
import { sealAsTablet } from '../testing/seal-as-tablet.ts';
import { testApp, testAreas, type TestApp, type TestUser } from '../testing/test-app.ts';
import type { DeviceToken } from '@qiaomen/domain/sync/query';

let app: TestApp;
let world: FieldWorld;
let worker: TestUser;
let tablet: Tablet;
let enrolled: DeviceToken;

beforeAll(async () => {
  app = await testApp();
  world = await fieldWorld(app);
  worker = await app.createUser('worker', [testAreas.village]);
  tablet = await world.tablet(worker);
  const asked = { deviceId: tablet.deviceId, label: '平板', appVersion: '0.1.0' };
  enrolled = await app.caller(worker, { demo: true }).account.enrolDevice(asked);
});
afterAll(() => app.close());

const sealedItem = (envelope: Envelope, token = enrolled.token) => ({
  id: envelope.id,
  sealed: sealAsTablet(enrolled.outboxKey, envelope.id, { token, envelope }),
});
const send = (items: { id: string; sealed: string }[], as = worker, deviceId = tablet.deviceId) =>
  app.caller(as).sync.pushSealed({ deviceId, deviceNow: app.now().toISOString(), items });
const visitsOf = async (personId: string): Promise<number> =>
  app.db.read({ area: testAreas.county }, (tx) => tx.visit.count({ where: { personId } }));

test('a forgotten PIN loses no work: the server opens what was sealed for it and takes it once', async () => {
  const elder = await world.addElder();
  const first = sealedItem(tablet.wrap(world.visit(elder)));
  const second = sealedItem(tablet.wrap(world.visit(elder, { outcome: '08' })));
  expect(await send([first, second])).toEqual([
    { id: first.id, taken: true },
    { id: second.id, taken: true },
  ]);
  expect(await visitsOf(elder.personId)).toBe(2);
  // the reply was lost and it is sent again
  expect(await send([first])).toEqual([{ id: first.id, taken: true }]);
  expect(await visitsOf(elder.personId)).toBe(2);
});

test('what the tablet did not seal itself is not taken, whoever made it', async () => {
  const elder = await world.addElder();
  const forged = sealedItem(tablet.wrap(world.visit(elder)), 'a guess');
  const moved = { ...sealedItem(tablet.wrap(world.visit(elder))), id: tablet.wrap(world.visit(elder)).id };
  const noise = { id: tablet.wrap(world.visit(elder)).id, sealed: Buffer.from('noise').toString('base64') };
  const whole = sealedItem(tablet.wrap(world.visit(elder)));
  const answers = await send([forged, moved, noise, whole]);
  expect(answers.map(({ taken }) => taken)).toEqual([false, false, false, true]);
  expect(await visitsOf(elder.personId)).toBe(1);
});

test('nobody sends for the tablet of somebody else', async () => {
  const colleague = await app.createUser('worker', [testAreas.village]);
  const elder = await world.addElder();
  const item = sealedItem(tablet.wrap(world.visit(elder)));
  await expect(send([item], colleague)).rejects.toThrow('not_found');
  await expect(send([item], worker, randomUUID())).rejects.toThrow('not_found');
  expect(await visitsOf(elder.personId)).toBe(0);
});

test('sealed work of a revoked tablet is kept aside for a supervisor', async () => {
  const elder = await world.addElder();
  const at = app.now();
  await app.db.transact({ scope: { area: '22' }, actorId: null, county: '000000', at }, async ({ tx, audit }) => {
    await tx.device.update({ where: { id: tablet.deviceId }, data: { revokedAt: at } });
    await audit({ action: 'test.revoke', entity: 'device', entityId: tablet.deviceId, detail: {} });
  });
  const item = sealedItem(tablet.wrap(world.visit(elder)));
  expect(await send([item])).toEqual([{ id: item.id, taken: true }]);
  expect(await visitsOf(elder.personId)).toBe(0);
  const receipt = await app.db.read({ area: testAreas.county }, (tx) =>
    tx.receipt.findUnique({ where: { county_id: { county: CountyCode.parse(testAreas.county), id: item.id } } }),
  );
  expect(receipt).toMatchObject({ state: 'quarantined', userId: worker.id });
});
