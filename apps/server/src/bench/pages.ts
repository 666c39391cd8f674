/** Register page and search over HTTP on the running product, each beside a call that does next to nothing. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Progress } from '@qiaomen/domain/figures/query';
import type { Page } from '@qiaomen/domain/page';
import type { ListRegister, RegisterRow } from '@qiaomen/domain/register/query';
import { openCampaign, signedIn, type Client } from './client.ts';
import { benchFence } from './fence.ts';
import { saturated } from './loops.ts';
import { measured, yardstick } from './measured.ts';
import type { Product } from './product.ts';
import { row, type Line } from './table.ts';

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

const goal = 'goal p95 ≤ 20 ms';
const tail = (n: number): string => String((n * 7919) % 10_000).padStart(4, '0');

/** What people type, taken from people who exist. */
const searches = (rows: readonly RegisterRow[]): [string, (n: number) => string][] => {
  const nameAt = (n: number): string => rows[(n * 17) % rows.length]?.name ?? '';
  return [
    ['whole name', nameAt],
    ['surname and first letter', (n) => nameAt(n).slice(0, 2)],
    ['three initials', (n) => ['lxy', 'zsz', 'pcg', 'jyh', 'wgh'][n % 5] ?? ''],
    ['two initials', (n) => ['zs', 'lx', 'jm', 'wg'][n % 4] ?? ''],
    ['tail of ID number or phone', tail],
  ];
};

const readPages = async (
  client: Client,
  dataDir: string,
  campaignId: string,
  prefecture: AreaCode,
): Promise<Line[]> => {
  const input: ListRegister = {
    campaignId,
    page: { page: 0, size: 50 },
    sort: 'serial',
    descending: false,
    filter: noFilter,
    text: '',
  };
  const ask = (changes: Partial<ListRegister>): Promise<Page<RegisterRow>> =>
    client.call('register.list', { ...input, ...changes });
  const sample = await ask({ page: { page: 3, size: 200 } });
  const progress = await client.call<Progress>('progress.read', { campaignId, areaCode: prefecture });
  const counties = progress.rows.map(({ areaCode }) => areaCode).filter((code) => code.length === 6);
  const county = (n: number) => ({ ...noFilter, areaCode: counties[n % counties.length] ?? null });
  const page = (n: number) => ask({ filter: county(n), page: { page: n % 20, size: 50 } });
  const filtered = (n: number) =>
    ask({
      filter: { ...county(n), state: 'refused', band: n % 2 === 0 ? '80+' : '60-79' },
      page: { page: 0, size: 50 },
    });
  const kinds = searches(sample.rows);
  const lines = [
    row(`entries in the register`, String(sample.total)),
    await yardstick(client),
    await measured('register page of 50, one county', 'goal p95 ≤ 10 ms', page),
    await measured('  of the whole prefecture', '', (n) => ask({ page: { page: n % 20, size: 50 } })),
    await measured('  with two filters', '', filtered),
    row('  saturated', `${(await saturated(20, 5, page)).toFixed(0)} pages/s`, 'goal ≥ 600'),
    await measured('search of every kind in turns, one county', goal, (n) =>
      ask({ filter: county(n), text: kinds[n % kinds.length]?.[1](n) ?? '' }),
    ),
  ];
  for (const [name, text] of kinds)
    lines.push(await measured(`  ${name}`, goal, (n) => ask({ filter: county(n), text: text(n) })));
  return [...lines, ...(await benchFence(dataDir, input, counties))];
};

export const benchPages = async ({ url, dataDir }: Pick<Product, 'url' | 'dataDir'>): Promise<Line[]> => {
  const supervisor = await signedIn(url, 'supervisor');
  const campaign = await openCampaign(supervisor);
  const area = supervisor.account.duties[0]?.areaCode;
  if (area === undefined) throw new Error('the supervisor of the demo has no duty');
  const lines = await readPages(supervisor, dataDir, campaign.id, area);
  supervisor.close();
  return lines;
};
