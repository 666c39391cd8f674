/** What makes the difference between two base figures: the people, each with one reason. */
import { rangeOf, type AreaCode, type AreaRange } from '@qiaomen/domain/area/area-code';
import { partWidthOf } from '@qiaomen/domain/base-figure/parts';
import { DifferenceKind, DifferenceReason, type CompareSnapshots, type Comparison, type DifferenceRow, type ListDifferences } from '@qiaomen/domain/base-figure/query'; // prettier-ignore
import { inBase, Standing } from '@qiaomen/domain/base-figure/standing';
import type { Page } from '@qiaomen/domain/page';
import { Sex } from '@qiaomen/domain/person/command';
import { AgeBand } from '@qiaomen/domain/register/entry-state';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import { withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { namedParts, pathTo } from './area-parts.ts';
import { findSnapshot, requireOwn } from './snapshots.ts';

const counted = sql`standing IN (${Prisma.join([...inBase])})`;

/** Whoever stood outside the reader's areas was, for the reader, not there. */
const membersOf = (snapshotId: string, areaCode: AreaCode, own: readonly AreaRange[]): Prisma.Sql => {
  const { gte, lt } = rangeOf(areaCode);
  // nobody keeps an id across counties, so whoever moved within the area asked about is among these
  const within =
    areaCode.length >= 6 ? sql`county = ${areaCode.slice(0, 6)}` : sql`county >= ${gte} AND county < ${lt}`;
  return sql`(SELECT county, person_id, area_code, band, standing, ${counted} AS counted,
      ${counted} AND area_code >= ${gte} AND area_code < ${lt} AS inside
    FROM base_member WHERE snapshot_id = ${snapshotId}::uuid AND ${within}
      AND ${withinRanges(sql`area_code`, own)})`;
};

/** Rows (county, person_id, kind, reason, place, and how the person stood before and after); seen from inside the area. */
const differences = ({ from, to, areaCode }: CompareSnapshots, own: readonly AreaRange[]): Prisma.Sql => sql`
  SELECT * FROM (
    SELECT county, person_id, a.area_code AS a_area, a.band AS a_band, a.standing AS a_standing,
      b.area_code AS b_area, b.band AS b_band, b.standing AS b_standing,
      CASE WHEN b.inside THEN b.area_code ELSE a.area_code END AS place,
      CASE WHEN b.inside AND a.inside IS NOT TRUE THEN 'entered'
        WHEN a.inside AND b.inside IS NOT TRUE THEN 'left'
        WHEN left(a.area_code, 12) <> left(b.area_code, 12) THEN 'village'
        WHEN a.band <> b.band THEN 'band'
        WHEN a.standing <> b.standing THEN 'eligibility' END AS kind,
      CASE WHEN b.inside AND a.inside IS NOT TRUE THEN
          CASE WHEN a.person_id IS NULL THEN 'absent' WHEN a.counted THEN 'elsewhere' ELSE a.standing END
        WHEN a.inside AND b.inside IS NOT TRUE THEN
          CASE WHEN b.person_id IS NULL THEN 'absent' WHEN b.counted THEN 'elsewhere' ELSE b.standing END
        WHEN left(a.area_code, 12) <> left(b.area_code, 12) THEN 'elsewhere'
        WHEN a.band <> b.band THEN b.band ELSE b.standing END AS reason
    FROM ${membersOf(from, areaCode, own)} a FULL JOIN ${membersOf(to, areaCode, own)} b USING (county, person_id)
    WHERE a.inside OR b.inside
  ) d WHERE kind IS NOT NULL`;

const allOf = async (tx: Tx, snapshotId: string, areaCode: AreaCode): Promise<number> => {
  const { gte, lt } = rangeOf(areaCode);
  const { _sum } = await tx.baseTotal.aggregate({
    where: { snapshotId, areaCode: { gte, lt }, standing: { in: [...inBase] } },
    _sum: { amount: true },
  });
  return _sum.amount ?? 0;
};

export const compareSnapshots = (ctx: GuardedContext, input: CompareSnapshots): Promise<Comparison> => {
  const { areaCode } = input;
  requireOwn(ctx, rangeOf(areaCode));
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const [from, to] = [await findSnapshot(tx, { id: input.from }), await findSnapshot(tx, { id: input.to })];
      if (from === null || to === null || from.campaignId !== to.campaignId) return refuse({ code: 'not_found' });
      const rows = await tx.$queryRaw<{ kind: string; reason: string; part: string; amount: bigint }[]>`
        SELECT kind, reason, left(place, ${partWidthOf(areaCode)}::int) AS part, count(*) AS amount
        FROM (${differences(input, ranges(ctx))}) c GROUP BY 1, 2, 3`;
      const counts = new Map<string, Comparison['counts'][number]>();
      const byPart = new Map<string, { entered: number; left: number; changed: number }>();
      for (const { kind, reason, part, amount } of rows) {
        const key = `${kind} ${reason}`;
        const line = counts.get(key) ?? { kind: DifferenceKind.parse(kind), reason: DifferenceReason.parse(reason), amount: 0 }; // prettier-ignore
        counts.set(key, { ...line, amount: line.amount + Number(amount) });
        const sums = byPart.get(part) ?? { entered: 0, left: 0, changed: 0 };
        sums[kind === 'entered' || kind === 'left' ? kind : 'changed'] += Number(amount);
        byPart.set(part, sums);
      }
      const { parts } = await namedParts(tx, areaCode, byPart.keys());
      return {
        from,
        to,
        path: await pathTo(tx, areaCode, ctx.fence),
        fromAll: await allOf(tx, from.id, areaCode),
        toAll: await allOf(tx, to.id, areaCode),
        counts: [...counts.values()].toSorted((a, b) => b.amount - a.amount),
        rows: parts.map((part) => ({ ...part, ...(byPart.get(part.areaCode) ?? { entered: 0, left: 0, changed: 0 }) })),
      };
    },
    { snapshot: true },
  );
};

interface Row {
  county: string;
  personId: string;
  kind: string;
  reason: string;
  a_area: string | null;
  a_band: string | null;
  a_standing: string | null;
  b_area: string | null;
  b_band: string | null;
  b_standing: string | null;
  name: string | null;
  sex: string | null;
  birthDate: Date | null;
}

export const listDifferences = (ctx: GuardedContext, input: ListDifferences): Promise<Page<DifferenceRow>> => {
  requireOwn(ctx, rangeOf(input.areaCode));
  const { page, size } = input.page;
  const kind = input.kind === null ? Prisma.empty : sql`AND kind = ${input.kind}`;
  const reason = input.reason === null ? Prisma.empty : sql`AND reason = ${input.reason}`;
  const wanted = sql`(${differences(input, ranges(ctx))} ${kind} ${reason})`;
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const [total] = await tx.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM ${wanted} c`;
      const rows = await tx.$queryRaw<Row[]>`
        SELECT c.*, c.person_id::text AS "personId", p.name, p.sex, p.birth_date AS "birthDate"
        FROM (SELECT * FROM ${wanted} w ORDER BY county, person_id LIMIT ${size} OFFSET ${page * size}) c
        LEFT JOIN person p ON p.county = c.county AND p.id = c.person_id AND ${withinRanges(sql`p.area_code`, ranges(ctx))}
        ORDER BY c.county, c.person_id`;
      const pathOf = await areaPaths(
        tx,
        rows.flatMap((row) => [row.a_area, row.b_area].filter((code) => code !== null)),
      );
      const stood = (area: string | null, band: string | null, standing: string | null) =>
        area === null || standing === null
          ? null
          : {
              areaPath: pathOf(area),
              band: band === null ? null : AgeBand.parse(band),
              standing: Standing.parse(standing),
            };
      return {
        total: Number(total?.total ?? 0),
        rows: rows.map((row) => ({
          county: row.county,
          personId: row.personId,
          name: row.name,
          sex: row.sex === null ? null : Sex.parse(row.sex),
          birthDate: dateToDay(row.birthDate),
          kind: DifferenceKind.parse(row.kind),
          reason: DifferenceReason.parse(row.reason),
          before: stood(row.a_area, row.a_band, row.a_standing),
          after: stood(row.b_area, row.b_band, row.b_standing),
        })),
      };
    },
    { snapshot: true },
  );
};
