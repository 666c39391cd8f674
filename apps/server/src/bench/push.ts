/** What tablets do over HTTP on the running product: the first download, evenings of fifty visits, and all of them at once. */
import { randomUUID } from 'node:crypto';
import { startCluster } from '@qiaomen/prisma/cluster/start-cluster';
import type { DeviceToken, PullReply } from '@qiaomen/domain/sync/query';
import pg from 'pg';
import { signedIn } from './client.ts';
import { benchFanIn } from './fan-in.ts';
import { inTurns } from './loops.ts';
import { percentile } from './load.ts';
import type { Product } from './product.ts';
import { row, type Line } from './table.ts';
import { pushed, visitsOf, type Door } from './visits.ts';

const batches = 30;
const batchSize = 50;

/** Fifty rows of the same kind, one INSERT and one commit each: what the disk and the way to it cost by themselves. */
const bareInserts = async (dataDir: string): Promise<number> => {
  const cluster = await startCluster({ dataDir });
  const client = new pg.Client(cluster.urlFor('postgres'));
  try {
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS bench_bare (id uuid PRIMARY KEY, body jsonb)');
    const body = JSON.stringify({ outcome: '08', reasons: [], note: '' });
    const fifty = async (): Promise<void> => {
      for (let n = 0; n < batchSize; n++)
        await client.query({
          name: 'bare',
          text: 'INSERT INTO bench_bare VALUES ($1, $2)',
          values: [randomUUID(), body],
        });
    };
    const [bare] = await inTurns(20, [fifty]);
    await client.query('DROP TABLE bench_bare');
    return bare?.p95 ?? Number.NaN;
  } finally {
    await client.end();
    await cluster.stop();
  }
};

export const benchPush = async (product: Product): Promise<Line[]> => {
  const worker = await signedIn(product.url, 'worker1', 4);
  const began = performance.now();
  const ask = (resume: PullReply['resume'], cursors: Record<string, string>, epoch: string | null) =>
    worker.call<PullReply>('sync.pull', { epoch, cursors, schema: 1, resume });
  const doors: Door[] = [];
  let first = Number.NaN;
  let reply: PullReply | null = null;
  do {
    reply = await ask(reply?.resume ?? null, reply?.nextCursors ?? {}, reply?.epoch ?? null);
    doors.push(...reply.upserts);
    if (Number.isNaN(first) && doors.length >= 1000) first = performance.now() - began;
  } while (reply.hasMore);
  const download = performance.now() - began;
  const tablet = { deviceId: randomUUID(), label: `bench ${randomUUID().slice(0, 8)}`, appVersion: 'bench' };
  const device = await worker.call<DeviceToken>('account.enrolDevice', tablet);
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    // an elder is visited again only when all others were
    const at = Array.from({ length: batchSize }, (_, n) => doors[(batch * batchSize + n) % doors.length]);
    const commands = visitsOf(
      at.filter((door) => door !== undefined),
      { deviceId: device.deviceId, userId: worker.account.userId, after: batch * batchSize },
    );
    const sent = performance.now();
    await pushed(worker, commands, device.token);
    times.push(performance.now() - sent);
  }
  worker.close();
  times.sort((a, b) => a - b);
  const bare = await bareInserts(product.dataDir);
  const p95 = percentile(times, 0.95);
  return [
    row(
      `first download of ${doors.length} entries`,
      `${download.toFixed(0)} ms`,
      ...(Number.isNaN(first) ? [] : [`the first 1,000 in ${first.toFixed(0)} ms`]),
      'goal ≤ 1 s for 1,000',
    ),
    row(
      'push of 50 visits, with audit',
      `p50 ${percentile(times, 0.5).toFixed(0)} ms`,
      `p95 ${p95.toFixed(0)} ms`,
      'goal p95 ≤ 500 ms',
    ),
    row(
      '  yardstick: 50 bare INSERTs, each committed',
      `p95 ${bare.toFixed(0)} ms`,
      `ratio ${(p95 / bare).toFixed(1)}×`,
    ),
    ...(await benchFanIn(product)),
  ];
};
