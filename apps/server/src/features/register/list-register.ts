/** The register as supervisors page through it. */
import { rangeOf, type AreaRange } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import type { ListRegister, RegisterRow } from '@qiaomen/domain/register/query';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { Prisma, sql } from '@qiaomen/prisma/scoped';
import { dateToDay } from '../../entry/entry.ts';
import { narrowTo, withinRanges } from '../../entry/ranges-condition.ts';
import { listedColumns, toRegisterRows, type ListedRow } from '../../entry/register-rows.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { figureCondition } from './figure-condition.ts';
import { textCondition } from './find-text.ts';

const person = sql`JOIN person p ON p.county = e.county AND p.id = e.person_id AND p.area_code = e.area_code`;

/** Every order ends in the key, so that two pages never show one row twice. */
const orders = {
  serial: (way: Prisma.Sql) => sql`e.serial ${way}, e.county, e.id`,
  name: (way: Prisma.Sql) => sql`p.name ${way}, e.serial, e.county, e.id`,
  nextDate: (way: Prisma.Sql) => sql`e.next_date ${way} NULLS LAST, e.serial, e.county, e.id`,
  // the older, the earlier born
  age: (way: Prisma.Sql) => sql`p.birth_date ${way} NULLS LAST, e.serial, e.county, e.id`,
  area: (way: Prisma.Sql) => sql`e.area_code ${way}, e.serial, e.id`,
} satisfies Record<ListRegister['sort'], (way: Prisma.Sql) => Prisma.Sql>;

const orderBy = ({ sort, descending }: ListRegister): Prisma.Sql => {
  const down = sort === 'age' ? !descending : descending;
  return orders[sort](down ? sql`DESC` : sql`ASC`);
};

/** Every entry has its person; where order and search ask nothing of persons, those of the page alone are looked up. */
const asksPerson = ({ sort, text }: ListRegister): boolean => sort === 'name' || sort === 'age' || text !== '';

export const listRegister = (ctx: GuardedContext, input: ListRegister): Promise<Page<RegisterRow>> => {
  const { filter } = input;
  const own = ranges(ctx);
  const within = filter.areaCode === null ? own : narrowTo(own, rangeOf(filter.areaCode));
  if (within.length === 0) refuse({ code: 'outside_area' });
  const today = shanghaiDay(ctx.now());
  const text = textCondition(ctx.keys, input.text);
  const conditions = [
    sql`e.campaign_id = ${input.campaignId}::uuid`,
    withinRanges(sql`e.area_code`, within),
    ...countyOfAll(within),
    filter.exactArea && filter.areaCode !== null ? sql`e.area_code = ${filter.areaCode}` : null,
    figureCondition(filter, today),
    filter.state === null ? null : sql`e.state = ${filter.state}`,
    filter.band === null ? null : sql`e.band = ${filter.band}`,
    filter.doseStatus === null ? null : sql`e.dose_status = ${filter.doseStatus}`,
    filter.ownerId === null
      ? null
      : filter.ownerId === 'none'
        ? sql`e.owner_id IS NULL`
        : sql`e.owner_id = ${filter.ownerId}::uuid`,
    filter.refusalReason === null ? null : sql`e.state = 'refused' AND e.refusal_reason = ${filter.refusalReason}`,
  ].filter((condition) => condition !== null);
  const where = sql`${Prisma.join(conditions, ' AND ')} ${text}`;
  const { size, page } = input.page;
  return ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const campaign = await tx.campaign.findUnique({
        where: { id: input.campaignId },
        select: { referenceDate: true },
      });
      if (campaign === null) return refuse({ code: 'not_found' });
      const rest = sql`WHERE ${where} ORDER BY ${orderBy(input)} LIMIT ${size} OFFSET ${page * size}`;
      const rows = await tx.$queryRaw<ListedRow[]>`${
        asksPerson(input)
          ? sql`SELECT ${listedColumns} FROM register_entry e ${person} ${rest}`
          : sql`SELECT ${listedColumns} FROM (SELECT * FROM register_entry e ${rest}) e ${person} ORDER BY ${orderBy(input)}`
      }`;
      const counted = await tx.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM register_entry e
        ${input.text === '' ? Prisma.empty : person} WHERE ${where}`;
      const referenceDate = dateToDay(campaign.referenceDate) ?? today;
      return { rows: await toRegisterRows(tx, rows, referenceDate), total: Number(counted[0]?.total ?? 0) };
    },
    { snapshot: true },
  );
};

/** Within one county the key's first column is known, which opens the indexes that start with it. */
const countyOfAll = (within: readonly AreaRange[]): Prisma.Sql[] => {
  const counties = new Set(within.map(({ gte }) => (gte.length >= 6 ? gte.slice(0, 6) : null)));
  const [county] = counties;
  return counties.size === 1 && typeof county === 'string' ? [sql`e.county = ${county}`] : [];
};
