/** Half-open ranges of area codes as a condition, written into every list query for speed; row-level security holds below it. */
import type { AreaRange } from '@qiaomen/domain/area/area-code';
import { Prisma, sql } from '@qiaomen/prisma/scoped';

/** `(e.area_code >= … AND e.area_code < …) OR …`; an empty list of ranges means nothing, never everything. */
export const withinRanges = (column: Prisma.Sql, ranges: readonly AreaRange[]): Prisma.Sql =>
  ranges.length === 0
    ? sql`FALSE`
    : sql`(${Prisma.join(
        ranges.map(({ gte, lt }) => sql`(${column} >= ${gte} AND ${column} < ${lt})`),
        ' OR ',
      )})`;

/** The part of each range that lies inside `area`; the codes nest, so one always contains the other or they are apart. */
export const narrowTo = (ranges: readonly AreaRange[], area: AreaRange): AreaRange[] =>
  ranges.flatMap((range) => {
    const gte = range.gte > area.gte ? range.gte : area.gte;
    const lt = range.lt < area.lt ? range.lt : area.lt;
    return gte < lt ? [{ gte, lt }] : [];
  });

/** Every one of `parts` lies inside one of `ranges`. */
export const coversAll = (ranges: readonly AreaRange[], parts: readonly AreaRange[]): boolean =>
  parts.every(({ gte, lt }) => ranges.some((range) => range.gte <= gte && lt <= range.lt));
