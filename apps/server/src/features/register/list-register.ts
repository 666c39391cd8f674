/** The register as supervisors page through it. One round trip: what these statements take is less than the way to them. */
import { rangeOf, type AreaRange } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import type { ListRegister, RegisterRow } from '@qiaomen/domain/register/query';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { Prisma, sql } from '@qiaomen/prisma/scoped';
import { narrowTo, withinRanges } from '../../entry/ranges-condition.ts';
import { countyOfAll, entryConditions, isWholeCounty, orderBy, personOfEntry as person } from '../../entry/register-conditions.ts'; // prettier-ignore
import { joinedColumns, namesOfEntry, toNamedRows, type NamedRow } from '../../entry/register-rows.ts';
import { textCondition } from '../../entry/text-condition.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { figureOfRows } from './count-rows.ts';

const pageOf = (input: ListRegister): Prisma.Sql =>
  sql`ORDER BY ${orderBy(input)} LIMIT ${input.page.size} OFFSET ${input.page.page * input.page.size}`;

export const listRegister = async (ctx: GuardedContext, input: ListRegister): Promise<Page<RegisterRow>> => {
  const { filter } = input;
  const own = ranges(ctx);
  const within = filter.areaCode === null ? own : narrowTo(own, rangeOf(filter.areaCode));
  if (within.length === 0) refuse({ code: 'outside_area' });
  const today = shanghaiDay(ctx.now());
  const text = textCondition(ctx.keys, input.text);
  const where = entryConditions(input, within, today);
  if (text !== null) return search(ctx, input, within, matching(input, within, where, text));
  const [campaigns, rows, counted] = await ctx.db.ask<[Campaign, NamedRow, Counted]>(
    scopeOf(ctx),
    [campaignOf(input), listed(input, where), counting(input, within, where)],
    { planOnce: walksInOrder(input, within) },
  );
  return { rows: toNamedRows(rows, referenceDateIn(campaigns)), total: counted[0]?.total ?? 0 };
};

/** The number of matches comes with each row; only behind the last page there is none to bring it. */
const search = async (
  ctx: GuardedContext,
  input: ListRegister,
  within: readonly AreaRange[],
  matches: Prisma.Sql,
): Promise<Page<RegisterRow>> => {
  const [campaigns, rows] = await ctx.db.ask<[Campaign, NamedRow & Counted]>(
    scopeOf(ctx),
    [campaignOf(input), found(input, matches)],
    { planOnce: isWholeCounty(within) },
  );
  const total =
    rows[0] === undefined && input.page.page > 0
      ? (await ctx.db.ask<[Counted]>(scopeOf(ctx), [sql`${matches} SELECT count(*) AS total FROM match`]))[0][0]?.total
      : rows[0]?.total;
  return { rows: toNamedRows(rows, referenceDateIn(campaigns)), total: total ?? 0 };
};

const countyWidth = 6;

/** One walk along the numbers finds the page, unless it asks for few of a county or for another order. */
const walksInOrder = ({ sort, filter }: ListRegister, within: readonly AreaRange[]): boolean =>
  sort === 'serial' &&
  filter.ownerId === null &&
  !filter.exactArea &&
  within.length === 1 &&
  within.every(({ gte }) => gte.length <= countyWidth);

interface Campaign {
  referenceDate: string;
}
interface Counted {
  total: number;
}

const scopeOf = (ctx: GuardedContext) => ({ area: ctx.fence, userId: ctx.actor.userId });

const campaignOf = ({ campaignId }: ListRegister): Prisma.Sql =>
  sql`SELECT reference_date AS "referenceDate" FROM campaign WHERE id = ${campaignId}::uuid`;

const referenceDateIn = ([campaign]: readonly Campaign[]): string =>
  campaign === undefined ? refuse({ code: 'not_found' }) : campaign.referenceDate;

/** The rows of a page without a search. */
export const pageStatement = (input: ListRegister, within: readonly AreaRange[], today: string): Prisma.Sql =>
  listed(input, entryConditions(input, within, today));

/** Every entry has its person; where the order asks nothing of persons, those of the page alone are looked up. */
const listed = (input: ListRegister, where: Prisma.Sql): Prisma.Sql =>
  input.sort === 'name' || input.sort === 'age'
    ? sql`SELECT ${joinedColumns} FROM register_entry e ${person} ${namesOfEntry} WHERE ${where} ${pageOf(input)}`
    : sql`SELECT ${joinedColumns} FROM (SELECT * FROM register_entry e WHERE ${where} ${pageOf(input)}) e
        ${person} ${namesOfEntry} ORDER BY ${orderBy(input)}`;

const counting = (input: ListRegister, within: readonly AreaRange[], where: Prisma.Sql): Prisma.Sql => {
  const figure = figureOfRows(input, within);
  return figure === null
    ? sql`SELECT count(*) AS total FROM register_entry e WHERE ${where}`
    : sql`SELECT ${figure} AS total`;
};

/**
 * Persons first, by one index, then the entry of each: never the entries of a county one by one. What is asked of either
 * lies in their indexes, unless an order or a filter asks for more.
 */
const matching = (
  { sort }: ListRegister,
  within: readonly AreaRange[],
  where: Prisma.Sql,
  text: Prisma.Sql,
): Prisma.Sql => {
  const county = countyOfAll(sql`p`, within);
  const ofPerson = sort === 'name' ? sql`, p.name` : sort === 'age' ? sql`, p.birth_date` : Prisma.empty;
  const ofEntry = sort === 'nextDate' ? sql`, e.next_date` : Prisma.empty;
  return sql`WITH hit AS MATERIALIZED (
      SELECT p.county, p.id ${ofPerson} FROM person p
      WHERE ${text} ${isWholeCounty(within) ? Prisma.empty : sql`AND ${withinRanges(sql`p.area_code`, within)}`}
        ${county === null ? Prisma.empty : sql`AND ${county}`}
    ), match AS MATERIALIZED (
      SELECT e.county, e.id, e.serial, e.area_code ${ofEntry} ${ofPerson}
      FROM hit p JOIN register_entry e ON e.county = p.county AND e.person_id = p.id WHERE ${where}
    )`;
};

/** The order speaks of `p`, whose columns the match has taken along. */
const matchedPerson = ({ sort }: ListRegister): Prisma.Sql =>
  sort === 'name'
    ? sql`CROSS JOIN LATERAL (SELECT e.name) p`
    : sort === 'age'
      ? sql`CROSS JOIN LATERAL (SELECT e.birth_date) p`
      : Prisma.empty;

/** The rows of the page, each with the number of all matches. */
const found = (input: ListRegister, matches: Prisma.Sql): Prisma.Sql => sql`${matches}
  SELECT ${joinedColumns}, (SELECT count(*) FROM match) AS total
  FROM (
    SELECT e.county, e.id FROM match e ${matchedPerson(input)} ${pageOf(input)}
  ) m
  JOIN register_entry e ON e.county = m.county AND e.id = m.id ${person} ${namesOfEntry}
  ORDER BY ${orderBy(input)}`;
