/** Live figures of an area and its parts, read in one snapshot and one round trip. */
import { AreaCode, contains, levelOf, parentOf, rangeOf, type AreaLevel } from '@qiaomen/domain/area/area-code';
import { MilestoneUnit } from '@qiaomen/domain/campaign/query';
import { figuresFrom } from '@qiaomen/domain/figures/measures';
import type { Progress, ProgressRow, ReadProgress } from '@qiaomen/domain/figures/query';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { sql } from '@qiaomen/prisma/scoped';
import { sumsByArea, sumsByOwner, type FigureSum } from '../../entry/figure-sums.ts';
import { noOwner } from '../../entry/no-owner.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

type Sums = Map<string, number>;

interface AreaRow {
  code: string;
  parentCode: string | null;
  nameZh: string;
  nameKo: string | null;
  nameBo: string | null;
}
interface UserRow {
  id: string;
  name: string;
}
interface MilestoneRow {
  id: string;
  label: string;
  dueOn: string;
  unit: string;
  target: number;
}

const childWidth: Record<AreaLevel, number> = {
  province: 4,
  prefecture: 6,
  county: 9,
  township: 12,
  village: 12,
  grid: 14,
};

export const readProgress = async (ctx: GuardedContext, input: ReadProgress): Promise<Progress> => {
  const { areaCode, campaignId } = input;
  const range = rangeOf(areaCode);
  const own = ranges(ctx);
  if (!own.some(({ gte, lt }) => gte <= range.gte && range.lt <= lt)) refuse({ code: 'outside_area' });
  const today = shanghaiDay(ctx.now());
  const level = levelOf(areaCode);
  const path = pathTo(areaCode, ctx.fence);
  // states, bands and due days that are not over are no figures of this screen
  const measures = sql`f.measure NOT LIKE 'state:%' AND f.measure NOT LIKE 'band:%'
    AND NOT (f.measure LIKE 'due:%' AND f.measure COLLATE "C" >= ${`due:${today}`})`;
  const [sums, areas, users, milestones] = await ctx.db.ask<[FigureSum, AreaRow, UserRow, MilestoneRow]>(
    { area: areaCode, userId: ctx.actor.userId },
    [
      level === 'village'
        ? sumsByOwner(campaignId, range, measures)
        : sumsByArea(campaignId, range, childWidth[level], measures),
      sql`SELECT code, parent_code AS "parentCode", name_zh AS "nameZh", name_ko AS "nameKo", name_bo AS "nameBo" FROM area
        WHERE parent_code = ${areaCode} OR code = ANY(${[...path, areaCode]}::text[])`,
      // who has figures in a village; for other areas nobody is asked for
      sql`SELECT id::text, name FROM app_user WHERE ${level === 'village'} AND id IN (
        SELECT owner_id FROM figure_total WHERE campaign_id = ${campaignId}::uuid AND area_code >= ${range.gte} AND area_code < ${range.lt}
        UNION ALL
        SELECT owner_id FROM figure_delta WHERE campaign_id = ${campaignId}::uuid AND area_code >= ${range.gte} AND area_code < ${range.lt})`,
      sql`SELECT id::text, label, due_on AS "dueOn", unit, target FROM milestone
        WHERE campaign_id = ${campaignId}::uuid AND area_code = ${areaCode} ORDER BY due_on`,
    ],
  );
  const named = new Map(areas.map((area) => [area.code, area]));
  const sumsByPart = collect(sums);
  const total = addUp(sumsByPart.values());
  return {
    asOf: ctx.now().toISOString(),
    today,
    path: path.map((code) => ({ areaCode: code, name: named.get(code)?.nameZh ?? code })),
    total: areaRow(areaCode, named, total, today),
    rows:
      level === 'village'
        ? workerRows(areaCode, sumsByPart, new Map(users.map(({ id, name }) => [id, name])), today)
        : areaRows(areaCode, sumsByPart, named, today),
    milestones: milestones.map(({ unit: text, ...milestone }) => {
      // persons reach a milestone in persons, doses one in doses; the two are never added up
      const unit = MilestoneUnit.parse(text);
      return { ...milestone, unit, reached: total.get(unit === 'persons' ? 'vaccinated' : 'doses') ?? 0 };
    }),
  };
};

/** From the top of what the reader may see down to the area. */
const pathTo = (areaCode: AreaCode, fence: AreaCode): AreaCode[] => {
  const codes: AreaCode[] = [];
  for (let at: AreaCode | undefined = areaCode; at !== undefined && contains(fence, at); at = parentOf(at))
    codes.unshift(at);
  return codes;
};

const collect = (rows: readonly FigureSum[]): Map<string, Sums> => {
  const parts = new Map<string, Sums>();
  for (const { part, measure, amount } of rows) {
    const sums = parts.get(part) ?? new Map<string, number>();
    sums.set(measure, amount);
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

const areaRow = (code: AreaCode, named: ReadonlyMap<string, AreaRow>, sums: Sums, today: string): ProgressRow => {
  const area = named.get(code);
  return {
    kind: 'area',
    areaCode: code,
    level: levelOf(code),
    ownerId: null,
    name: area?.nameZh ?? code,
    nameKo: area?.nameKo ?? null,
    nameBo: area?.nameBo ?? null,
    figures: figuresFrom(sums, today),
  };
};

/** Every child area has a row, also the one where nobody is registered: an empty village is news. */
const areaRows = (
  areaCode: AreaCode,
  parts: ReadonlyMap<string, Sums>,
  named: ReadonlyMap<string, AreaRow>,
  today: string,
): ProgressRow[] => {
  const children = [...named.values()].filter((area) => area.parentCode === areaCode).map(({ code }) => code);
  // entries known only to this level, or in an area the list of areas has lost, still show
  const codes = [...new Set([...children, ...parts.keys()])].toSorted();
  return codes.map((code) => areaRow(AreaCode.parse(code), named, parts.get(code) ?? new Map(), today));
};

const workerRows = (
  areaCode: AreaCode,
  parts: ReadonlyMap<string, Sums>,
  names: ReadonlyMap<string, string>,
  today: string,
): ProgressRow[] =>
  [...parts]
    .filter(([owner, sums]) => owner === noOwner || !isEmpty(sums))
    .toSorted(([left], [right]) => (left < right ? 1 : -1))
    .map(([owner, sums]) => ({
      kind: 'worker',
      areaCode,
      level: levelOf(areaCode),
      ownerId: owner === noOwner ? null : owner,
      name: names.get(owner) ?? null,
      nameKo: null,
      nameBo: null,
      figures: figuresFrom(sums, today),
    }));
