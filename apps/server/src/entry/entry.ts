/** A register entry as the rules see it: words of the domain, days as `YYYY-MM-DD`, instants as ISO text. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { AgeBand, DoseStatus, EntryState, NextAction } from '@qiaomen/domain/register/entry-state';
import { VisitReason } from '@qiaomen/domain/visit/codes';
import type { Tx } from '@qiaomen/prisma/scoped';

export interface Entry {
  county: string;
  id: string;
  areaCode: AreaCode;
  campaignId: string;
  personId: string;
  serial: number;
  band: AgeBand;
  origin: 'base' | 'birthday' | 'door';
  ownerId: string | null;
  ownerBy: 'area' | 'person' | null;
  state: EntryState;
  doseStatus: DoseStatus;
  doseCount: number;
  nextAction: NextAction | null;
  nextDate: string | null;
  visitCount: number;
  lastVisitAt: string | null;
  refusalReason: VisitReason | null;
  rev: number;
}

export const entrySelect = {
  county: true,
  id: true,
  areaCode: true,
  campaignId: true,
  personId: true,
  serial: true,
  band: true,
  origin: true,
  ownerId: true,
  ownerBy: true,
  state: true,
  doseStatus: true,
  doseCount: true,
  nextAction: true,
  nextDate: true,
  visitCount: true,
  lastVisitAt: true,
  refusalReason: true,
  rev: true,
} as const;

export interface EntryRow {
  county: string;
  id: string;
  areaCode: string;
  campaignId: string;
  personId: string;
  serial: number;
  band: string;
  origin: string;
  ownerId: string | null;
  ownerBy: string | null;
  state: string;
  doseStatus: string;
  doseCount: number;
  nextAction: string | null;
  nextDate: Date | null;
  visitCount: number;
  lastVisitAt: Date | null;
  refusalReason: string | null;
  rev: number;
}

/** A `date` column as its day; Prisma reads it as midnight UTC. */
export const dateToDay = (date: Date | null): string | null => (date === null ? null : date.toISOString().slice(0, 10));
export const dayToDate = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));

const origins = ['base', 'birthday', 'door'] as const;
export const entryOrigin = (text: string): Entry['origin'] => {
  const origin = origins.find((known) => known === text);
  if (origin === undefined) throw new Error('entry of unknown origin');
  return origin;
};

export const toEntry = (row: EntryRow): Entry => ({
  ...row,
  areaCode: AreaCode.parse(row.areaCode),
  band: AgeBand.parse(row.band),
  origin: entryOrigin(row.origin),
  ownerBy: row.ownerBy === 'area' || row.ownerBy === 'person' ? row.ownerBy : null,
  state: EntryState.parse(row.state),
  doseStatus: DoseStatus.parse(row.doseStatus),
  nextAction: row.nextAction === null ? null : NextAction.parse(row.nextAction),
  nextDate: dateToDay(row.nextDate),
  lastVisitAt: row.lastVisitAt?.toISOString() ?? null,
  refusalReason: row.refusalReason === null ? null : VisitReason.parse(row.refusalReason),
});

/** All entries of a person, locked: whoever writes one must have read it through this. */
export const lockEntriesOf = async (tx: Tx, county: string, personId: string): Promise<Entry[]> => {
  const rows = await tx.$queryRaw<EntryRow[]>`
    SELECT county, id::text, area_code AS "areaCode", campaign_id::text AS "campaignId", person_id::text AS "personId",
      serial, band, origin, owner_id::text AS "ownerId", owner_by AS "ownerBy", state, dose_status AS "doseStatus",
      dose_count AS "doseCount", next_action AS "nextAction", next_date AS "nextDate", visit_count AS "visitCount",
      last_visit_at AS "lastVisitAt", refusal_reason AS "refusalReason", rev
    FROM register_entry WHERE county = ${county} AND person_id = ${personId}::uuid ORDER BY id FOR UPDATE`;
  return rows.map(toEntry);
};
