/** Live figures of an area and its parts, read in one snapshot: folded totals and what is not folded yet. */
import { AreaCode, contains, levelOf, parentOf, rangeOf, type AreaLevel } from '@qiaomen/domain/area/area-code';
import { MilestoneUnit } from '@qiaomen/domain/campaign/query';
import { figuresFrom } from '@qiaomen/domain/figures/measures';
import type { Progress, ProgressRow, ReadProgress } from '@qiaomen/domain/figures/query';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { sql, type Prisma, type Tx } from '@qiaomen/prisma/scoped';
import { userNames } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { noOwner } from '../../entry/no-owner.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

type Sums = Map<string, number>;
interface SummedRow {
  part: string;
  measure: string;
  amount: bigint;
}

const childWidth: Record<AreaLevel, number> = {
  province: 4,
  prefecture: 6,
  county: 9,
  township: 12,
  village: 12,
  grid: 14,
};

export const readProgress = (ctx: GuardedContext, input: ReadProgress): Promise<Progress> => {
  const { areaCode, campaignId } = input;
  const { gte, lt } = rangeOf(areaCode);
  const own = ranges(ctx);
  if (!own.some((range) => range.gte <= gte && lt <= range.lt)) refuse({ code: 'outside_area' });
  const today = shanghaiDay(ctx.now());
  return ctx.db.read(
    { area: areaCode, userId: ctx.actor.userId },
    async (tx) => {
      const level = levelOf(areaCode);
      const part = level === 'village' ? sql`f.owner_id::text` : sql`left(f.area_code, ${childWidth[level]}::int)`;
      const sumsByPart = collect(await sumUp(tx, campaignId, areaCode, part, today));
      const rows =
        level === 'village'
          ? await workerRows(tx, areaCode, sumsByPart, today)
          : await areaRows(tx, areaCode, sumsByPart, today);
      const path = await readPath(tx, areaCode, ctx.fence);
      const total = addUp(sumsByPart.values());
      const here = await tx.area.findUnique({ where: { code: areaCode } });
      return {
        asOf: ctx.now().toISOString(),
        today,
        path,
        total: {
          kind: 'area',
          areaCode,
          level,
          ownerId: null,
          name: here?.nameZh ?? areaCode,
          nameKo: here?.nameKo ?? null,
          nameBo: here?.nameBo ?? null,
          figures: figuresFrom(total, today),
        },
        rows,
        milestones: await readMilestones(tx, campaignId, areaCode, total),
      };
    },
    { snapshot: true },
  );
};

/** The due days before today are one sum already; states, bands and later days are no figures of this screen. */
const sumUp = (
  tx: Tx,
  campaignId: string,
  areaCode: AreaCode,
  part: Prisma.Sql,
  today: string,
): Promise<SummedRow[]> => {
  const { gte, lt } = rangeOf(areaCode);
  const overdue = `due:${today}`;
  return tx.$queryRaw<SummedRow[]>`
    SELECT part, measure, sum(amount) AS amount FROM (
      SELECT ${part} AS part, CASE WHEN f.measure LIKE 'due:%' THEN 'due:0000-00-00' ELSE f.measure END AS measure, f.amount
      FROM (
        SELECT area_code, owner_id, measure, amount FROM figure_total
          WHERE campaign_id = ${campaignId}::uuid AND area_code >= ${gte} AND area_code < ${lt}
        UNION ALL
        SELECT area_code, coalesce(owner_id, ${noOwner}::uuid), measure, amount FROM figure_delta
          WHERE campaign_id = ${campaignId}::uuid AND area_code >= ${gte} AND area_code < ${lt}
      ) f
      WHERE f.measure NOT LIKE 'state:%' AND f.measure NOT LIKE 'band:%'
        AND NOT (f.measure LIKE 'due:%' AND f.measure COLLATE "C" >= ${overdue})
    ) g GROUP BY part, measure`;
};

const collect = (rows: readonly SummedRow[]): Map<string, Sums> => {
  const parts = new Map<string, Sums>();
  for (const { part, measure, amount } of rows) {
    const sums = parts.get(part) ?? new Map<string, number>();
    sums.set(measure, Number(amount));
    parts.set(part, sums);
  }
  return parts;
};

const addUp = (parts: Iterable<Sums>): Sums => {
  const total: Sums = new Map();
  for (const sums of parts) for (const [key, amount] of sums) total.set(key, (total.get(key) ?? 0) + amount);
  return total;
};

const isEmpty = (sums: Sums): boolean => [...sums.values()].every((amount) => amount === 0);

/** Every child area has a row, also the one where nobody is registered: an empty village is news. */
const areaRows = async (
  tx: Tx,
  areaCode: AreaCode,
  parts: ReadonlyMap<string, Sums>,
  today: string,
): Promise<ProgressRow[]> => {
  const children = await tx.area.findMany({ where: { parentCode: areaCode }, orderBy: { code: 'asc' } });
  const named = new Map(children.map((area) => [area.code, area]));
  // entries known only to this level, or in an area the list of areas has lost, still show
  const codes = [...new Set([...named.keys(), ...parts.keys()])].toSorted();
  return codes.map((code) => {
    const area = named.get(code);
    const rowCode = AreaCode.parse(code);
    return {
      kind: 'area',
      areaCode: rowCode,
      level: levelOf(rowCode),
      ownerId: null,
      name: area?.nameZh ?? code,
      nameKo: area?.nameKo ?? null,
      nameBo: area?.nameBo ?? null,
      figures: figuresFrom(parts.get(code) ?? new Map(), today),
    };
  });
};

const workerRows = async (
  tx: Tx,
  areaCode: AreaCode,
  parts: ReadonlyMap<string, Sums>,
  today: string,
): Promise<ProgressRow[]> => {
  const owners = [...parts].filter(([owner, sums]) => owner === noOwner || !isEmpty(sums));
  const names = await userNames(
    tx,
    owners.map(([owner]) => owner),
  );
  return owners
    .toSorted(([left], [right]) => (left < right ? 1 : -1))
    .map(([owner, sums]) => ({
      kind: 'worker',
      areaCode,
      level: levelOf(areaCode),
      ownerId: owner === noOwner ? null : owner,
      name: owner === noOwner ? null : (names.get(owner) ?? null),
      nameKo: null,
      nameBo: null,
      figures: figuresFrom(sums, today),
    }));
};

/** From the top of what the reader may see down to the area. */
const readPath = async (tx: Tx, areaCode: AreaCode, fence: AreaCode): Promise<Progress['path']> => {
  const codes: AreaCode[] = [];
  for (let at: AreaCode | undefined = areaCode; at !== undefined && contains(fence, at); at = parentOf(at))
    codes.unshift(at);
  const areas = await tx.area.findMany({ where: { code: { in: codes } }, select: { code: true, nameZh: true } });
  const names = new Map(areas.map((area) => [area.code, area.nameZh]));
  return codes.map((code) => ({ areaCode: code, name: names.get(code) ?? code }));
};

/** Persons reach a milestone in persons, doses one in doses; the two are never added up. */
const readMilestones = async (
  tx: Tx,
  campaignId: string,
  areaCode: AreaCode,
  total: Sums,
): Promise<Progress['milestones']> => {
  const milestones = await tx.milestone.findMany({ where: { campaignId, areaCode }, orderBy: { dueOn: 'asc' } });
  return milestones.map(({ id, label, dueOn, target, unit: text }) => {
    const unit = MilestoneUnit.parse(text);
    const reached = total.get(unit === 'persons' ? 'vaccinated' : 'doses') ?? 0;
    return { id, label, dueOn: dateToDay(dueOn) ?? '', unit, target, reached };
  });
};
