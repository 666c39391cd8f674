/** What a tablet does over HTTP on the running product: the first download, and evenings of fifty visits. */
import { randomUUID } from 'node:crypto';
import type { DeviceToken, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { newId } from '../entry/new-id.ts';
import { signedIn } from './client.ts';
import { percentile } from './load.ts';
import { row, type Line } from './table.ts';

const batches = 30;

const fiftyVisits = (pull: PullReply, device: DeviceToken, userId: string, batch: number) =>
  Array.from({ length: 50 }, (_, index) => {
    const entry = pull.upserts[(batch * 50 + index) % pull.upserts.length];
    if (entry === undefined) throw new Error('the worker of the demo has nobody to visit');
    return {
      id: newId(new Date()),
      v: 1,
      type: 'visit.record',
      county: entry.county,
      deviceId: device.deviceId,
      userId,
      deviceSeq: batch * 50 + index + 1,
      occurredAt: new Date().toISOString(),
      tz: 'Asia/Shanghai',
      elapsedMs: 1000,
      deps: [],
      attachments: [],
      payload: {
        type: 'visit.record',
        visitId: newId(new Date()),
        personId: entry.personId,
        campaignId: entry.campaignId,
        outcome: '08',
        reasons: [],
        nextDate: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
        note: '',
      },
    };
  });

export const benchPush = async (url: string): Promise<Line[]> => {
  const worker = await signedIn(url, 'worker1', 4);
  const began = performance.now();
  const ask = (resume: PullReply['resume'], cursors: Record<string, string>, epoch: string | null) =>
    worker.call<PullReply>('sync.pull', { epoch, cursors, schema: 1, resume });
  const upserts: PullReply['upserts'] = [];
  let reply = await ask(null, {}, null);
  upserts.push(...reply.upserts);
  while (reply.hasMore) {
    reply = await ask(reply.resume, reply.nextCursors, reply.epoch);
    upserts.push(...reply.upserts);
  }
  const download = performance.now() - began;
  const label = `bench ${randomUUID().slice(0, 8)}`;
  const tablet = { deviceId: randomUUID(), label, appVersion: 'bench' };
  const device = await worker.call<DeviceToken>('account.enrolDevice', tablet);
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const commands = fiftyVisits({ ...reply, upserts }, device, worker.account.userId, batch);
    const sent = performance.now();
    const answer = await worker.call<PushReply>(
      'sync.push',
      { commands, deviceNow: new Date().toISOString() },
      { 'x-device-token': device.token },
    );
    times.push(performance.now() - sent);
    const lost = answer.answers.filter(({ state }) => state !== 'applied').length;
    if (lost > 0) throw new Error(`${lost} of 50 visits were not applied`);
  }
  worker.close();
  times.sort((a, b) => a - b);
  return [
    row(`first download of ${upserts.length} entries`, `${download.toFixed(0)} ms`, 'goal ≤ 1 s for 1,000'),
    row(
      'push of 50 visits, with audit',
      `p50 ${percentile(times, 0.5).toFixed(0)} ms`,
      `p95 ${percentile(times, 0.95).toFixed(0)} ms`,
      'goal p95 ≤ 500 ms',
    ),
  ];
};
