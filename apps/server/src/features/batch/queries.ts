/** The batches of an area as they stand now, and who of one of them nobody knows anything about. */
import { rangeOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import { batchState, type BatchStanding } from '@qiaomen/domain/batch/decide';
import { CloseBatch, type Batches, type BatchList, type BatchRow, type ListUnknown, type UnknownRow } from '@qiaomen/domain/batch/query'; // prettier-ignore
import { countBatches, crowdRuleOf, isUnknown, statusIn, unknownIn } from '@qiaomen/domain/batch/status';
import type { Page } from '@qiaomen/domain/page';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { coversAll } from '../../entry/ranges-condition.ts';
import { personOfEntry } from '../../entry/register-conditions.ts';
import { namedColumns, toNamedRows, type NamedRow } from '../../entry/register-rows.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { factsOf, readGroups } from './read-groups.ts';

/** A batch is one figure for the whole area: whoever sees only a part of it does not see the batch. */
const requireWhole = (ctx: GuardedContext, areaCode: AreaCode): void => {
  if (!coversAll(ranges(ctx), [rangeOf(areaCode)])) refuse({ code: 'outside_area' });
};

const closable = (asked: Batches): boolean => CloseBatch.shape.areaCode.safeParse(asked.areaCode).success;

interface Closing {
  crowd: string;
  members: number;
  closedBy: string;
  closedAt: Date;
}

export const readBatches = async (
  tx: Tx,
  { campaignId, areaCode }: Batches,
): Promise<(BatchStanding & { closing: Closing | null })[]> => {
  const groups = await readGroups(tx, { campaignId, areaCode });
  const closings = await tx.$queryRaw<Closing[]>`
    SELECT DISTINCT ON (crowd) crowd, members, closed_by::text AS "closedBy", closed_at AS "closedAt" FROM crowd_closing
    WHERE campaign_id = ${campaignId}::uuid AND area_code = ${areaCode} ORDER BY crowd, closed_at DESC, id DESC`;
  return countBatches(groups).map(({ crowd, counts }) => {
    const closing = closings.find((one) => one.crowd === crowd) ?? null;
    return { crowd, counts, closing, state: batchState(counts, closing) };
  });
};

const referenceDateOf = async (tx: Tx, campaignId: string): Promise<string> => {
  const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { referenceDate: true } });
  return campaign === null ? refuse({ code: 'not_found' }) : (dateToDay(campaign.referenceDate) ?? '');
};

const pathOf = async (tx: Tx, areaCode: AreaCode): Promise<string[]> => {
  const path = (await areaPaths(tx, [areaCode]))(areaCode);
  if (path.length > 0) return path;
  const above = await tx.area.findUnique({ where: { code: areaCode }, select: { nameZh: true } });
  return [above?.nameZh ?? areaCode];
};

export const listBatches = (ctx: GuardedContext, asked: Batches): Promise<BatchList> => {
  requireWhole(ctx, asked.areaCode);
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    await referenceDateOf(tx, asked.campaignId);
    const batches = await readBatches(tx, asked);
    const names = await userNames(
      tx,
      batches.map(({ closing }) => closing?.closedBy ?? null),
    );
    return {
      asOf: ctx.now().toISOString(),
      areaPath: await pathOf(tx, asked.areaCode),
      closable: closable(asked),
      rows: batches.map(({ crowd, state, counts, closing }): BatchRow => ({
        crowd,
        state,
        counts,
        unknown: unknownIn(counts),
        closing:
          closing === null
            ? null
            : {
                at: closing.closedAt.toISOString(),
                by: names.get(closing.closedBy) ?? null,
                members: closing.members,
              },
      })),
    };
  });
};

/** Which combinations of facts are in this crowd and unknown is the domain's word; the database only finds their rows. */
export const listUnknown = (ctx: GuardedContext, { crowd, page, ...asked }: ListUnknown): Promise<Page<UnknownRow>> => {
  requireWhole(ctx, asked.areaCode);
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const referenceDate = await referenceDateOf(tx, asked.campaignId);
    const wanted = (await readGroups(tx, asked)).flatMap((group) => {
      const rule = crowdRuleOf(group);
      if (rule?.crowd !== crowd) return [];
      const status = statusIn(rule, group);
      return isUnknown(status) ? [{ ...group, status }] : [];
    });
    if (wanted.length === 0) return { rows: [], total: 0 };
    const values = wanted.map(
      (one) =>
        sql`(${one.band}, ${one.bedbound}::boolean, ${one.nursingHome}::boolean, ${one.state}, ${one.visited}::boolean, ${one.screened}::boolean, ${one.status})`,
    );
    const rows = await tx.$queryRaw<(NamedRow & { unknown: UnknownRow['unknown'] })[]>`
      ${factsOf(asked)}, wanted (band, bedbound, nursing_home, state, visited, screened, status) AS (
        VALUES ${Prisma.join(values)}
      )
      SELECT ${namedColumns}, w.status AS unknown
      FROM fact JOIN wanted w ON w.band = fact.band AND w.bedbound = fact.bedbound
        AND w.nursing_home = fact."nursingHome" AND w.state = fact.state AND w.visited = fact.visited
        AND w.screened = fact.screened
      JOIN register_entry e ON e.county = fact.county AND e.id = fact.id ${personOfEntry}
      ORDER BY e.next_date NULLS LAST, e.area_code, e.serial, e.county, e.id
      LIMIT ${page.size} OFFSET ${page.page * page.size}`;
    const listed = toNamedRows(rows, referenceDate);
    return {
      total: wanted.reduce((sum, { persons }) => sum + persons, 0),
      rows: listed.map((row, at) => ({ ...row, unknown: rows[at]?.unknown ?? 'never_reached' })),
    };
  });
};
