/** Register page, search and progress over HTTP on the running product, each beside a call that does next to nothing. */
import type { Campaign } from '@qiaomen/domain/campaign/query';
import type { Progress } from '@qiaomen/domain/figures/query';
import type { Page } from '@qiaomen/domain/page';
import type { ListRegister, RegisterRow } from '@qiaomen/domain/register/query';
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

export const benchPages = async (url: string): Promise<Line[]> => {
  const supervisor = await signedIn(url, 'supervisor');
  const campaigns = await supervisor.call<Campaign[]>('campaign.list');
  const campaign = campaigns.find(({ state, isTest }) => state === 'open' && !isTest);
  if (campaign === undefined) throw new Error('the demo has no open campaign');
  const area = supervisor.account.duties[0]?.areaCode ?? '';
  const lines = await readPages(supervisor, campaign.id, area);
  supervisor.close();
  return lines;
};
