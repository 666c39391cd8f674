/** Live progress over HTTP: the prefecture by county, a county by township, a township by village. */
import type { Progress } from '@qiaomen/domain/figures/query';
import { openCampaign, signedIn } from './client.ts';
import { measured, yardstick } from './measured.ts';
import type { Product } from './product.ts';
import type { Line } from './table.ts';

export const benchProgress = async ({ url }: Pick<Product, 'url'>): Promise<Line[]> => {
  const supervisor = await signedIn(url, 'supervisor');
  const campaignId = (await openCampaign(supervisor)).id;
  const read = (areaCode: string): Promise<Progress> => supervisor.call('progress.read', { campaignId, areaCode });
  const prefecture = supervisor.account.duties[0]?.areaCode ?? '';
  const areasOf = async (code: string): Promise<string[]> => (await read(code)).rows.map(({ areaCode }) => areaCode);
  const counties = await areasOf(prefecture);
  const townships = (await Promise.all(counties.map(areasOf))).flat().filter((code) => code.length === 9);
  const one = (of: readonly string[], n: number): Promise<Progress> => read(of[n % of.length] ?? prefecture);
  const lines = [
    await yardstick(supervisor),
    await measured('live progress of the prefecture by county', 'goal p95 ≤ 50 ms', () => read(prefecture)),
    await measured('live progress of a county by township', 'goal p95 ≤ 50 ms', (n) => one(counties, n)),
    await measured('live progress of a township by village', 'goal p95 ≤ 50 ms', (n) => one(townships, n)),
  ];
  supervisor.close();
  return lines;
};
