/** What a tablet sends and fetches over a line of 1 Mbit/s with 50 ms each way, beside what others say of themselves. */
import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { DeviceToken, Pull, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { signedIn } from './client.ts';
import type { Product } from './product.ts';
import { row, type Line } from './table.ts';
import { visitsOf, type Door } from './visits.ts';

const bytesPerSecond = 125_000;
const eachWayMs = 50;
const batchSize = 50;
const dayOfVisits = 60;

/** One direction: all connections share it, and nothing overtakes. What is under way does not hold up what follows. */
const direction = () => {
  let freeAt = 0;
  let carried = 0;
  const later = (work: () => void): void => {
    setTimeout(work, freeAt - performance.now() + eachWayMs);
  };
  return {
    carried: () => carried,
    carry: (from: Socket, to: Socket): void => {
      from.on('data', (chunk: Buffer) => {
        carried += chunk.length;
        freeAt = Math.max(freeAt, performance.now()) + (chunk.length / bytesPerSecond) * 1000;
        later(() => to.write(chunk));
      });
      from.once('end', () => later(() => to.end()));
    },
  };
};

const startSlowLine = async (port: number) => {
  const [up, down] = [direction(), direction()];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, 'localhost');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    }
    up.carry(near, far);
    down.carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    kilobytes: () => ({ up: up.carried() / 1000, down: down.carried() / 1000 }),
    stop: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const verdict = (ms: number, goalMs: number): string[] => [
  seconds(ms),
  `goal ≤ ${seconds(goalMs)}`,
  ms <= goalMs ? 'reached' : 'MISSED',
];

export const benchSlowLine = async (product: Product): Promise<Line[]> => {
  const worker = await signedIn(product.url, 'worker1', 1);
  const tablet = { deviceId: randomUUID(), label: `bench ${randomUUID().slice(0, 8)}`, appVersion: 'bench' };
  const device = await worker.call<DeviceToken>('account.enrolDevice', tablet);
  const line = await startSlowLine(Number(new URL(product.url).port));
  const call = async <Answer>(path: string, input: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const isPacked = headers['content-encoding'] === 'gzip';
    const text = JSON.stringify(input);
    const reply = await fetch(`${line.url}/api/trpc/${path}`, {
      method: 'POST',
      headers: { 'x-qiaomen': '1', 'content-type': 'application/json', cookie: worker.cookie(), ...headers },
      body: isPacked ? new Uint8Array(gzipSync(text)) : text,
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return ((await reply.json()) as { result: { data: Answer } }).result.data;
  };
  try {
    const doors: Door[] = [];
    const reached = new Map<number, number>();
    let arrived = 0;
    const began = performance.now();
    // the same list over and over, from its beginning, until as much came as the longest list has
    while (arrived < 5000) {
      let page: PullReply | null = null;
      do {
        const from: Pick<Pull, 'epoch' | 'cursors' | 'resume'> = {
          epoch: page?.epoch ?? null,
          cursors: page?.nextCursors ?? {},
          resume: page?.resume ?? null,
        };
        page = await call<PullReply>('sync.pull', { ...from, schema: 1 });
        arrived += page.upserts.length;
        doors.push(...page.upserts);
        for (const goal of [1000, 5000])
          if (arrived >= goal && !reached.has(goal)) reached.set(goal, performance.now() - began);
      } while (page.hasMore);
      if (arrived === 0) throw new Error('the demo gave the worker nobody');
    }
    const before = line.kilobytes();
    const sendDay = async (after: number, headers: Record<string, string>) => {
      const [up, began] = [line.kilobytes().up, performance.now()];
      for (let at = 0; at < dayOfVisits; at += batchSize) {
        const some = doors.slice(at, Math.min(at + batchSize, dayOfVisits));
        const holder = { deviceId: device.deviceId, userId: worker.account.userId, after: after + at };
        const commands = visitsOf(some, holder);
        const input = { commands, deviceNow: new Date().toISOString() };
        const sent = { 'x-device-token': device.token, ...headers };
        const { answers } = await call<PushReply>('sync.push', input, sent);
        const lost = answers.filter(({ state }) => state !== 'applied').length;
        if (lost > 0 || answers.length !== commands.length) throw new Error(`${lost} visits were not applied`);
      }
      return { ms: performance.now() - began, up: `${(line.kilobytes().up - up).toFixed(0)} KB up` };
    };
    const packed = await sendDay(0, { 'content-encoding': 'gzip' });
    const plain = await sendDay(dayOfVisits, {});
    return [
      row('first download of 1,000 entries', ...verdict(reached.get(1000) ?? Number.NaN, 10_000)),
      row(
        'first download of 5,000 entries',
        ...verdict(reached.get(5000) ?? Number.NaN, 40_000),
        `${((before.down * 1000) / arrived).toFixed(0)} bytes of the line for each`,
      ),
      row('a day of 60 visits sent and answered', ...verdict(packed.ms, 5000), packed.up),
      row('  the same where nothing compressed gets through', seconds(plain.ms), '', plain.up),
      row('  yardstick: OpenSRP 2, first sync of 1,025 households', '39 min', 'opensrp/fhircore#3181'),
      row('  yardstick: CHT, first replication, median', '11–18 s at best', 'CHT 4.2.0 release notes'),
      row('  yardstick: CommCare, 1 s for every 25 cases', '40 s for 1,000', '200 s for 5,000'),
    ];
  } finally {
    worker.close();
    await line.stop();
  }
};
