/**
 * Figures summed up in SQL, as rows (part, measure, amount): folded totals and what is not folded yet. Counties and townships
 * are read from rollups, villages and workers from the totals themselves; all give the same sums.
 */
import type { AreaRange } from '@qiaomen/domain/area/area-code';
import { Prisma, sql } from '@qiaomen/prisma/scoped';
import { noOwner } from './no-owner.ts';

/** The cuts of `figure_rollup`. */
const countyWidth = 6;
const townshipWidth = 9;

export interface FigureSum {
  part: string;
  measure: string;
  amount: number;
}

/** By area codes cut to `width` digits, for areas of more than one such part. `measures` is a condition on `f.measure`. */
export const sumsByArea = (
  campaignId: string,
  { gte, lt }: AreaRange,
  width: number,
  measures: Prisma.Sql,
): Prisma.Sql => {
  const folded =
    width === countyWidth || width === townshipWidth
      ? sql`SELECT area_code AS part, f.measure, amount FROM figure_rollup f WHERE campaign_id = ${campaignId}::uuid
          AND width = ${width} AND area_code >= ${gte} AND area_code < ${lt} AND ${measures}`
      : sql`SELECT left(area_code, ${width}::int), f.measure, amount FROM figure_total f WHERE campaign_id = ${campaignId}::uuid
          AND area_code >= ${gte} AND area_code < ${lt} AND ${measures}`;
  return sql`SELECT part, measure, sum(amount)::int AS amount FROM (
    ${folded} UNION ALL
    SELECT left(area_code, ${width}::int), f.measure, amount FROM figure_delta f WHERE campaign_id = ${campaignId}::uuid
      AND area_code >= ${gte} AND area_code < ${lt} AND ${measures}
  ) g(part, measure, amount) GROUP BY part, measure`;
};

/** By owner within one area; the part is the owner's id, or the one that stands for nobody. */
export const sumsByOwner = (campaignId: string, { gte, lt }: AreaRange, measures: Prisma.Sql): Prisma.Sql => sql`
  SELECT owner_id::text AS part, measure, sum(amount)::int AS amount FROM (
    SELECT owner_id, f.measure, amount FROM figure_total f
      WHERE campaign_id = ${campaignId}::uuid AND area_code >= ${gte} AND area_code < ${lt} AND ${measures}
    UNION ALL
    SELECT coalesce(owner_id, ${noOwner}::uuid), f.measure, amount FROM figure_delta f
      WHERE campaign_id = ${campaignId}::uuid AND area_code >= ${gte} AND area_code < ${lt} AND ${measures}
  ) g GROUP BY owner_id, measure`;

/** One number: the measure over all the ranges, of one owner or of all. Ranges end at villages; grids have no figures. */
export const sumOf = (
  campaignId: string,
  ranges: readonly AreaRange[],
  measure: string,
  ownerId: string | null,
): Prisma.Sql => {
  const parts = ranges.map(({ gte, lt }) => {
    const place = sql`campaign_id = ${campaignId}::uuid AND measure = ${measure} AND area_code >= ${gte} AND area_code < ${lt}`;
    const ofOwner = ownerId === null ? Prisma.empty : sql`AND owner_id = ${ownerId}::uuid`;
    const ofOwnerOrNobody = ownerId === noOwner ? sql`AND (owner_id IS NULL OR owner_id = ${noOwner}::uuid)` : ofOwner;
    const folded =
      ownerId === null && gte.length <= townshipWidth
        ? sql`SELECT amount FROM figure_rollup WHERE ${place} AND width = ${gte.length === townshipWidth ? townshipWidth : countyWidth}`
        : sql`SELECT amount FROM figure_total WHERE ${place} ${ofOwner}`;
    return sql`${folded} UNION ALL SELECT amount FROM figure_delta WHERE ${place} ${ofOwnerOrNobody}`;
  });
  return sql`(SELECT coalesce(sum(amount), 0)::int FROM (${Prisma.join(parts, ' UNION ALL ')}) f)`;
};
