import { gzipSync, deflateSync } from 'node:zlib';
import { Router } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorWorld, type DoorWorld } from '../testing/staffed-world.ts';
import { own, testServer, type TestServer } from '../testing/test-server.ts';

let world: DoorWorld;
let server: TestServer;
let token: string;

beforeAll(async () => {
  world = await doorWorld();
  server = await testServer(world.app, () => Router(), []);
  const asked = { deviceId: world.own.deviceId, label: '平板', appVersion: '0.1.0' };
  ({ token } = await world.app.caller(world.worker, { demo: true }).account.enrolDevice(asked));
});
afterAll(async () => {
  await server.drain();
  await world.app.close();
});

const send = async (body: Uint8Array | string, encoding = 'gzip') => {
  const answer = await fetch(`${server.address}/api/trpc/sync.push`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json', 'content-encoding': encoding, 'x-device-token': token },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: answer.status, reply: (await answer.json()) as unknown };
};

const aDay = async (visits: number) => {
  const { personId } = await world.addElder();
  const commands = Array.from({ length: visits }, () =>
    world.own.wrap(world.visit({ personId }, { note: '老人在家，女儿同意接种' })),
  );
  return { personId, text: JSON.stringify({ commands, deviceNow: world.app.now().toISOString() }) };
};

const visitsTo = (personId: string): Promise<number> =>
  world.app.db.read({ area: '22', userId: world.supervisor.id }, (tx) => tx.visit.count({ where: { personId } }));

test('a compressed day of work counts like a plain one, and both of them once', async () => {
  const { personId, text } = await aDay(30);
  expect(await send(gzipSync(text))).toMatchObject({ status: 200 });
  expect(await visitsTo(personId)).toBe(30);
  expect(await send(text, 'identity')).toMatchObject({ status: 200 });
  expect(await visitsTo(personId)).toBe(30);
});

test('a thousandth of what it stands for is refused before it is unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
  expect(bomb.length).toBeLessThan(250_000);
  const before = process.memoryUsage().arrayBuffers;
  const { status, reply } = await send(bomb);
  expect(status).toBe(413);
  expect(reply).toMatchObject({ error: { message: 'file_too_large', data: { httpStatus: 413 } } });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
});

test.each([
  ['cut short', (text: string) => gzipSync(text).subarray(0, -9), 'gzip'],
  ['harmed in the middle', (text: string) => gzipSync(text).fill(7, 40, 60), 'gzip'],
  ['not compressed at all, though it says so', (text: string) => Buffer.from(text), 'gzip'],
  ['compressed in a way nobody announced', (text: string) => gzipSync(text), 'identity'],
])('a body %s is refused as a whole, and the same work counts when it comes again', async (_, harm, encoding) => {
  const { personId, text } = await aDay(20);
  expect(await send(harm(text), encoding)).toMatchObject({ status: 400, reply: { error: {} } });
  expect(await visitsTo(personId)).toBe(0);
  expect(await send(text, 'identity')).toMatchObject({ status: 200 });
  expect(await visitsTo(personId)).toBe(20);
});

test('an encoding that is not taken is named, with the one that is', async () => {
  const { text } = await aDay(1);
  const { status, reply } = await send(deflateSync(text), 'deflate');
  expect(status).toBe(415);
  expect(reply).toMatchObject({ error: { message: 'encoding_unknown', data: { httpStatus: 415 } } });
});
