/** Coverage of this moment: frozen denominators, and what the members' entries say now, read in one snapshot. */
import { rangeOf } from '@qiaomen/domain/area/area-code';
import { addCoverage, coverageFrom, memberMeasures, noCoverage, type Coverage, type MemberSums } from '@qiaomen/domain/base-figure/coverage'; // prettier-ignore
import { partWidthOf } from '@qiaomen/domain/base-figure/parts';
import type { CoverageReport, ReadCoverage } from '@qiaomen/domain/base-figure/query';
import { inBase } from '@qiaomen/domain/base-figure/standing';
import { AgeBand } from '@qiaomen/domain/register/entry-state';
import { Prisma, type Tx } from '@qiaomen/prisma/scoped';
import type { GuardedContext } from '../../trpc.ts';
import { namedParts } from './area-parts.ts';
import { findSnapshot, requireOwn } from './snapshots.ts';

interface NumberRow {
  part: string;
  band: string;
  measure: string;
  amount: bigint;
}

const readNumbers = (tx: Tx, snapshotId: string, { gte, lt }: { gte: string; lt: string }, width: number) =>
  tx.$queryRaw<NumberRow[]>`
    SELECT part, band, measure, sum(amount) AS amount FROM (
      SELECT left(area_code, ${width}::int) AS part, band, 'all' AS measure, amount FROM base_total
        WHERE snapshot_id = ${snapshotId}::uuid AND area_code >= ${gte} AND area_code < ${lt}
          AND standing IN (${Prisma.join([...inBase])})
      UNION ALL
      SELECT left(area_code, ${width}::int), split_part(measure, ':', 2), split_part(measure, ':', 1), amount FROM figure_total
        WHERE campaign_id = ${snapshotId}::uuid AND area_code >= ${gte} AND area_code < ${lt}
      UNION ALL
      SELECT left(area_code, ${width}::int), split_part(measure, ':', 2), split_part(measure, ':', 1), amount FROM figure_delta
        WHERE campaign_id = ${snapshotId}::uuid AND area_code >= ${gte} AND area_code < ${lt}
    ) n GROUP BY part, band, measure`;

interface Numbers {
  part: string;
  band: AgeBand;
  coverage: Coverage;
}

const toCoverage = (rows: readonly NumberRow[]): Numbers[] =>
  [...Map.groupBy(rows, ({ part, band }) => `${part} ${band}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const amounts = new Map(group.map(({ measure, amount }) => [measure, Number(amount)]));
    const sums: MemberSums = Object.fromEntries(memberMeasures.map((measure) => [measure, amounts.get(measure) ?? 0]));
    return [
      { part: first.part, band: AgeBand.parse(first.band), coverage: coverageFrom(amounts.get('all') ?? 0, sums) },
    ];
  });

const sumOf = (numbers: readonly Numbers[]): Coverage =>
  numbers.reduce((sum, { coverage }) => addCoverage(sum, coverage), noCoverage);

export const readCoverage = (ctx: GuardedContext, { campaignId, areaCode }: ReadCoverage): Promise<CoverageReport> => {
  const range = rangeOf(areaCode);
  requireOwn(ctx, range);
  const asOf = ctx.now().toISOString();
  return ctx.db.read(
    { area: areaCode, userId: ctx.actor.userId },
    async (tx) => {
      const snapshot = await findSnapshot(tx, { campaignId, state: 'published' });
      if (snapshot === null) return { asOf, snapshot, total: null, bands: [], rows: [] };
      const numbers = toCoverage(await readNumbers(tx, snapshot.id, range, partWidthOf(areaCode)));
      const byPart = Map.groupBy(numbers, ({ part }) => part);
      const { here, parts } = await namedParts(tx, areaCode, byPart.keys());
      return {
        asOf,
        snapshot,
        total: { ...here, coverage: sumOf(numbers) },
        bands: AgeBand.options.map((band) => ({ band, coverage: sumOf(numbers.filter((one) => one.band === band)) })),
        rows: parts.map((part) => ({ ...part, coverage: sumOf(byPart.get(part.areaCode) ?? []) })),
      };
    },
    { snapshot: true },
  );
};
