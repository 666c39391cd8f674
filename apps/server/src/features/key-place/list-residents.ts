/** Who lives in a place, or lived there: each once, with the state of their one entry in the register. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { ListResidents, ResidentRow } from '@qiaomen/domain/key-place/query';
import type { Page } from '@qiaomen/domain/page';
import { Sex } from '@qiaomen/domain/person/command';
import { can } from '@qiaomen/domain/policy';
import { ageOn } from '@qiaomen/domain/register/age';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { AgeBand, DoseStatus, EntryState, NextAction } from '@qiaomen/domain/register/entry-state';
import { sql } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { homeOfStay, personOfStay, stayingOn } from './place-figures.ts';

interface Row {
  stayId: string;
  personCounty: string;
  personId: string;
  name: string | null;
  sex: string | null;
  birthDate: string | null;
  homeCode: string | null;
  band: string | null;
  state: string | null;
  doseStatus: string | null;
  nextAction: string | null;
  nextDate: string | null;
  room: string;
  fromOn: string | null;
  toOn: string | null;
  origin: string;
}

export const listResidents = (ctx: GuardedContext, input: ListResidents): Promise<Page<ResidentRow>> => {
  const { county, placeId, campaignId, past } = input;
  const { page, size } = input.page;
  const today = shanghaiDay(ctx.now());
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const place = await tx.keyPlace.findUnique({
      where: { county_id: { county, id: placeId } },
      select: { areaCode: true },
    });
    if (place === null) return refuse({ code: 'not_found' });
    const target = { areaCode: AreaCode.parse(place.areaCode), at: ctx.now().toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) refuse({ code: 'outside_area' });
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { referenceDate: true } });
    const referenceDate = dateToDay(campaign?.referenceDate ?? null) ?? today;
    const now = past ? sql`NOT (${stayingOn(today)})` : stayingOn(today);
    const stays = sql`SELECT DISTINCT ON (s.person_county, ${personOfStay}) s.*, ${personOfStay} AS resident_id
      FROM place_stay s ${homeOfStay} WHERE s.county = ${county} AND s.place_id = ${placeId}::uuid AND ${now}
      ORDER BY s.person_county, ${personOfStay}, s.from_on DESC NULLS LAST, s.id`;
    const [counted] = await tx.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM (${stays}) s`;
    const rows = await tx.$queryRaw<Row[]>`
      SELECT s.id::text AS "stayId", s.person_county AS "personCounty", s.resident_id::text AS "personId", p.name, p.sex,
        p.birth_date::text AS "birthDate", p.area_code AS "homeCode", e.band, e.state, e.dose_status AS "doseStatus",
        e.next_action AS "nextAction", e.next_date::text AS "nextDate", s.room, s.from_on::text AS "fromOn",
        s.to_on::text AS "toOn", s.origin
      FROM (${stays}) s
      LEFT JOIN person p ON p.county = s.person_county AND p.id = s.resident_id
      LEFT JOIN register_entry e ON e.county = s.person_county AND e.campaign_id = ${campaignId}::uuid AND e.person_id = s.resident_id
      ORDER BY s.room, p.name, s.id LIMIT ${size} OFFSET ${page * size}`;
    const codes = rows.flatMap(({ homeCode }) => homeCode ?? []);
    const pathOf = await areaPaths(tx, codes);
    return {
      total: counted?.total ?? 0,
      rows: rows.map(({ homeCode, birthDate, ...row }) => ({
        ...row,
        sex: row.sex === null ? null : Sex.parse(row.sex),
        age: birthDate === null ? null : ageOn(birthDate, referenceDate),
        band: row.band === null ? null : AgeBand.parse(row.band),
        homePath: homeCode === null ? [] : pathOf(homeCode),
        state: row.state === null ? null : EntryState.parse(row.state),
        doseStatus: row.doseStatus === null ? null : DoseStatus.parse(row.doseStatus),
        nextAction: row.nextAction === null ? null : NextAction.parse(row.nextAction),
        origin: row.origin === 'file' ? ('file' as const) : ('hand' as const),
      })),
    };
  });
};
