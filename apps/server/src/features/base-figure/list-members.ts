/** The people behind a number of a base figure: where they stood then, and how they are now. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import type { ListMembers, MemberRow } from '@qiaomen/domain/base-figure/query';
import { inBase, ineligibleStates, Standing } from '@qiaomen/domain/base-figure/standing';
import type { Page } from '@qiaomen/domain/page';
import { Sex } from '@qiaomen/domain/person/command';
import { AgeBand, DoseStatus, EntryState } from '@qiaomen/domain/register/entry-state';
import { Prisma, sql } from '@qiaomen/prisma/scoped';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import { withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { findSnapshot, requireOwn } from './snapshots.ts';

interface Row {
  county: string;
  personId: string;
  areaCode: string;
  band: string | null;
  standing: string;
  /** null: now somewhere the reader may not see */
  name: string | null;
  sex: string | null;
  birthDate: Date | null;
  state: string | null;
  doseStatus: string | null;
}

const out = sql`e.state IN (${Prisma.join([...ineligibleStates])})`;
const figures: Record<NonNullable<ListMembers['figure']>, Prisma.Sql> = {
  all: sql`true`,
  eligible: sql`(e.state IS NULL OR NOT ${out})`,
  vaccinated: sql`e.dose_status <> 'none'`,
  notVaccinated: sql`(e.dose_status IS NULL OR e.dose_status = 'none')`,
  complete: sql`e.dose_status = 'complete'`,
  out,
};

export const listMembers = (ctx: GuardedContext, input: ListMembers): Promise<Page<MemberRow>> => {
  const { snapshotId, areaCode, standing, figure, exactArea } = input;
  const range = rangeOf(areaCode);
  requireOwn(ctx, range);
  const { page, size } = input.page;
  return ctx.db.read(
    // somebody who moved within the reader's areas is still found; what lies between those areas stays closed
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const snapshot = await findSnapshot(tx, { id: snapshotId });
      if (snapshot === null) return refuse({ code: 'not_found' });
      const conditions = [
        sql`m.snapshot_id = ${snapshotId}::uuid`,
        exactArea ? sql`m.area_code = ${areaCode}` : sql`m.area_code >= ${range.gte} AND m.area_code < ${range.lt}`,
        ...(standing === null ? [] : [sql`m.standing = ${standing}`]),
        ...(figure === null ? [] : [sql`m.standing IN (${Prisma.join([...inBase])}) AND ${figures[figure]}`]),
      ];
      const entries = sql`LEFT JOIN register_entry e ON e.county = m.county AND e.campaign_id = ${snapshot.campaignId}::uuid
        AND e.person_id = m.person_id AND ${withinRanges(sql`e.area_code`, ranges(ctx))}`;
      const where = Prisma.join(conditions, ' AND ');
      // a count that asks nothing of entries does not join two million of them
      const asked = figure === null || figure === 'all' ? Prisma.empty : entries;
      const [counted] = await tx.$queryRaw<{ total: bigint }[]>`
        SELECT count(*) AS total FROM base_member m ${asked} WHERE ${where}`;
      const rows = await tx.$queryRaw<Row[]>`
        SELECT m.county, m.person_id::text AS "personId", m.area_code AS "areaCode", m.band, m.standing, p.name, p.sex,
          p.birth_date AS "birthDate", e.state, e.dose_status AS "doseStatus"
        FROM base_member m LEFT JOIN person p ON p.county = m.county AND p.id = m.person_id
          AND ${withinRanges(sql`p.area_code`, ranges(ctx))} ${entries}
        WHERE ${where} ORDER BY m.area_code, m.person_id LIMIT ${size} OFFSET ${page * size}`;
      const pathOf = await areaPaths(
        tx,
        rows.map((row) => row.areaCode),
      );
      return {
        total: Number(counted?.total ?? 0),
        rows: rows.map((row) => ({
          ...row,
          areaCode: AreaCode.parse(row.areaCode),
          areaPath: pathOf(row.areaCode),
          band: row.band === null ? null : AgeBand.parse(row.band),
          standing: Standing.parse(row.standing),
          sex: row.sex === null ? null : Sex.parse(row.sex),
          birthDate: dateToDay(row.birthDate),
          state: row.state === null ? null : EntryState.parse(row.state),
          doseStatus: row.doseStatus === null ? null : DoseStatus.parse(row.doseStatus),
        })),
      };
    },
    { snapshot: true },
  );
};
