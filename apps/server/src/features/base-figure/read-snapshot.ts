/** A base figure of one area and its parts, as it was counted. */
import { rangeOf } from '@qiaomen/domain/area/area-code';
import { partWidthOf } from '@qiaomen/domain/base-figure/parts';
import type { ReadSnapshot, SnapshotDetail, SnapshotPart } from '@qiaomen/domain/base-figure/query';
import { isInBase, Standing } from '@qiaomen/domain/base-figure/standing';
import { AgeBand } from '@qiaomen/domain/register/entry-state';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { namedParts, pathTo } from './area-parts.ts';
import { findSnapshot, requireOwn } from './snapshots.ts';

type Numbers = Pick<SnapshotPart, 'counts' | 'all' | 'eligible' | 'bands'>;
const noNumbers = (): Numbers => ({ counts: {}, all: 0, eligible: 0, bands: { '80+': 0, '60-79': 0 } });

const add = (numbers: Numbers, standing: Standing, band: string, amount: number): void => {
  numbers.counts[standing] = (numbers.counts[standing] ?? 0) + amount;
  if (!isInBase(standing)) return;
  numbers.all += amount;
  if (standing === 'eligible') numbers.eligible += amount;
  numbers.bands[AgeBand.parse(band)] += amount;
};

export const readSnapshot = (ctx: GuardedContext, { snapshotId, areaCode }: ReadSnapshot): Promise<SnapshotDetail> => {
  const { gte, lt } = rangeOf(areaCode);
  requireOwn(ctx, { gte, lt });
  return ctx.db.read(
    { area: areaCode, userId: ctx.actor.userId },
    async (tx) => {
      const snapshot = await findSnapshot(tx, { id: snapshotId });
      if (snapshot === null) return refuse({ code: 'not_found' });
      const rows = await tx.$queryRaw<{ part: string; band: string; standing: string; amount: bigint }[]>`
        SELECT left(area_code, ${partWidthOf(areaCode)}::int) AS part, band, standing, sum(amount) AS amount FROM base_total
        WHERE snapshot_id = ${snapshotId}::uuid AND area_code >= ${gte} AND area_code < ${lt} GROUP BY 1, 2, 3`;
      const total = noNumbers();
      const byPart = new Map<string, Numbers>();
      for (const { part, band, standing, amount } of rows) {
        const numbers = byPart.get(part) ?? noNumbers();
        byPart.set(part, numbers);
        for (const sum of [numbers, total]) add(sum, Standing.parse(standing), band, Number(amount));
      }
      const { here, parts } = await namedParts(tx, areaCode, byPart.keys());
      return {
        snapshot,
        path: await pathTo(tx, areaCode, ctx.fence),
        total: { ...here, ...total },
        rows: parts.map((part) => ({ ...part, ...(byPart.get(part.areaCode) ?? noNumbers()) })),
      };
    },
    { snapshot: true },
  );
};
