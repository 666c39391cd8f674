/** The rows a filtered register has and their order, as conditions: for the list on the screen and for copies of it. */
import { AreaCode, rangeOf, type AreaRange } from '@qiaomen/domain/area/area-code';
import type { ListRegister } from '@qiaomen/domain/register/query';
import { Prisma, sql } from '@qiaomen/prisma/scoped';
import { figureCondition } from './figure-condition.ts';
import { withinRanges } from './ranges-condition.ts';

export const personOfEntry = sql`JOIN person p ON p.county = e.county AND p.id = e.person_id AND p.area_code = e.area_code`;

/** Every order ends in the number, of which a county has each once in a campaign: two pages never show one row twice. */
const orders = {
  serial: (way: Prisma.Sql) => sql`e.serial ${way}, e.county`,
  name: (way: Prisma.Sql) => sql`p.name ${way}, e.serial, e.county`,
  nextDate: (way: Prisma.Sql) => sql`e.next_date ${way} NULLS LAST, e.serial, e.county`,
  // the older, the earlier born
  age: (way: Prisma.Sql) => sql`p.birth_date ${way} NULLS LAST, e.serial, e.county`,
  area: (way: Prisma.Sql) => sql`e.area_code ${way}, e.serial`,
} satisfies Record<ListRegister['sort'], (way: Prisma.Sql) => Prisma.Sql>;

export const orderBy = ({ sort, descending }: Pick<ListRegister, 'sort' | 'descending'>): Prisma.Sql => {
  const down = sort === 'age' ? !descending : descending;
  return orders[sort](down ? sql`DESC` : sql`ASC`);
};

export const entryConditions = (
  { campaignId, filter }: Pick<ListRegister, 'campaignId' | 'filter'>,
  within: readonly AreaRange[],
  today: string,
): Prisma.Sql => {
  const conditions = [
    sql`e.campaign_id = ${campaignId}::uuid`,
    isWholeCounty(within) ? null : withinRanges(sql`e.area_code`, within),
    countyOfAll(sql`e`, within),
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
  return Prisma.join(conditions, ' AND ');
};

/** A row's county is the beginning of its area code: who asks for all of a county need not ask for its range as well. */
export const isWholeCounty = (within: readonly AreaRange[]): boolean =>
  within.length === 1 && within.every(({ gte, lt }) => gte.length === 6 && lt === rangeOf(AreaCode.parse(gte)).lt);

/** Within one county the key's first column is known, which opens the indexes that start with it. */
export const countyOfAll = (table: Prisma.Sql, within: readonly AreaRange[]): Prisma.Sql | null => {
  const counties = new Set(within.map(({ gte }) => (gte.length >= 6 ? gte.slice(0, 6) : null)));
  const [county] = counties;
  return counties.size === 1 && typeof county === 'string' ? sql`${table}.county = ${county}` : null;
};
