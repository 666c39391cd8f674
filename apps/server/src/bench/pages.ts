/** Register page, search, progress and push over HTTP on the running product, each beside a call that does next to nothing. */
import { randomUUID } from 'node:crypto';
import type { Campaign } from '@qiaomen/domain/campaign/query';
import type { Progress } from '@qiaomen/domain/figures/query';
import type { Page } from '@qiaomen/domain/page';
import type { ListRegister, RegisterRow } from '@qiaomen/domain/register/query';
import type { DeviceToken, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { newId } from '../entry/new-id.ts';
import { signedIn, type Client } from './client.ts';
import { openLoop, type Latency } from './load.ts';
import { row, type Line } from './table.ts';

const perSecond = 100;
const seconds = 10;

const ms = (latency: Latency): string[] => [
  `p50 ${latency.p50.toFixed(1)} ms`,
  `p95 ${latency.p95.toFixed(1)} ms`,
  ...(latency.failed > 0 ? [`${latency.failed} FAILED`] : []),
];

const noFilter = {
  areaCode: null,
  state: null,
  band: null,
  doseStatus: null,
  ownerId: null,
  refusalReason: null,
  exactArea: false,
  figure: null,
} as const;

const measured = async (what: string, goal: string, request: (n: number) => Promise<unknown>): Promise<Line> => {
  for (let n = 0; n < 20; n++) await request(n);
  return row(what, ...ms(await openLoop({ perSecond, seconds, request })), goal);
};

/** The tails and the beginnings people type, taken from people who exist. */
const searchTexts = (rows: readonly RegisterRow[]): string[] =>
  rows.flatMap(({ name }, index) => [name, name.slice(0, 2), String(1000 + ((index * 37) % 9000)), 'zs', 'lxy']);

const readPages = async (client: Client, campaignId: string, prefecture: string): Promise<Line[]> => {
  const ask = (changes: Partial<ListRegister>): Promise<Page<RegisterRow>> =>
    client.call('register.list', {
      campaignId,
      page: { page: 0, size: 50 },
      sort: 'serial',
      descending: false,
      filter: noFilter,
      text: '',
      ...changes,
    });
  const first = await ask({});
  const counties = await client.call<Progress>('progress.read', { campaignId, areaCode: prefecture });
  const areas = counties.rows.map(({ areaCode }) => areaCode);
  const county = (n: number) => ({ ...noFilter, areaCode: areas[n % areas.length] ?? null });
  const texts = searchTexts(first.rows);
  return [
    await measured('yardstick: a call that reads only the session', '', () => client.call('account.me')),
    await measured('register page of 50, one county', 'goal p95 ≤ 20 ms', (n) =>
      ask({ filter: county(n), page: { page: n % 20, size: 50 } }),
    ),
    await measured('search by name, initials, ID tail, phone tail', 'goal p95 ≤ 20 ms', (n) =>
      ask({ filter: county(n), text: texts[n % texts.length] ?? '' }),
    ),
    await measured('live progress of the prefecture', 'goal p95 ≤ 50 ms', () =>
      client.call('progress.read', { campaignId, areaCode: prefecture }),
    ),
  ];
};

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

const tablet = async (url: string): Promise<Line[]> => {
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
  const device = await worker.call<DeviceToken>('account.enrolDevice', { label: `bench ${randomUUID().slice(0, 8)}` });
  const times: number[] = [];
  for (let batch = 0; batch < 30; batch++) {
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
  const p95 = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  return [
    row(`first download of ${upserts.length} entries`, `${download.toFixed(0)} ms`, 'goal ≤ 1 s for 1,000'),
    row(
      'push of 50 visits, with audit',
      `p50 ${(times[15] ?? 0).toFixed(0)} ms`,
      `p95 ${p95.toFixed(0)} ms`,
      'goal p95 ≤ 500 ms',
    ),
  ];
};

export const benchPages = async (url: string): Promise<Line[]> => {
  const supervisor = await signedIn(url, 'supervisor');
  const campaigns = await supervisor.call<Campaign[]>('campaign.list');
  const campaign = campaigns.find(({ state, isTest }) => state === 'open' && !isTest);
  if (campaign === undefined) throw new Error('the demo has no open campaign');
  const area = supervisor.account.duties[0]?.areaCode ?? '';
  const lines = [...(await readPages(supervisor, campaign.id, area)), ...(await tablet(url))];
  supervisor.close();
  return lines;
};
