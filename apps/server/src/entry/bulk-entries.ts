/** Register entries by the thousand: read under lock, written through a temporary table. */
import type { BulkWriter, CopyValue } from '@qiaomen/prisma/scoped';
import { entryOrigin, toEntry, type Entry } from './entry.ts';
import { loadTemp } from './load-temp.ts';

interface StoredEntry {
  county: string;
  id: string;
  area_code: string;
  campaign_id: string;
  person_id: string;
  serial: number;
  band: string;
  origin: string;
  owner_id: string | null;
  owner_by: string | null;
  state: string;
  dose_status: string;
  dose_count: number;
  next_action: string | null;
  next_date: string | null;
  visit_count: number;
  last_visit_at: Date | null;
  refusal_reason: string | null;
  rev: number;
}

/** Entries of these persons, locked in the order every writer locks them. */
export const lockBulkEntries = (b: BulkWriter, county: string, personIds: readonly string[]): Promise<Entry[]> =>
  lockEntries(b, county, 'person_id', personIds);

export const lockEntriesById = (b: BulkWriter, county: string, ids: readonly string[]): Promise<Entry[]> =>
  lockEntries(b, county, 'id', ids);

const lockEntries = async (
  b: BulkWriter,
  county: string,
  column: 'id' | 'person_id',
  ids: readonly string[],
): Promise<Entry[]> => {
  const rows = await b.query<StoredEntry>(
    `SELECT county, id::text, area_code, campaign_id::text, person_id::text, serial, band, origin, owner_id::text, owner_by,
            state, dose_status, dose_count, next_action, next_date::text, visit_count, last_visit_at, refusal_reason, rev
       FROM register_entry WHERE county = $1 AND ${column} = ANY($2::uuid[]) ORDER BY id FOR UPDATE`,
    [county, ids],
  );
  return rows.map((row) =>
    toEntry({
      county: row.county,
      id: row.id,
      areaCode: row.area_code,
      campaignId: row.campaign_id,
      personId: row.person_id,
      serial: row.serial,
      band: row.band,
      origin: entryOrigin(row.origin),
      ownerId: row.owner_id,
      ownerBy: row.owner_by,
      state: row.state,
      doseStatus: row.dose_status,
      doseCount: row.dose_count,
      nextAction: row.next_action,
      nextDate: row.next_date === null ? null : new Date(`${row.next_date}T00:00:00Z`),
      visitCount: row.visit_count,
      lastVisitAt: row.last_visit_at,
      refusalReason: row.refusal_reason,
      rev: row.rev,
    }),
  );
};

const columns = {
  county: 'text',
  id: 'uuid',
  area_code: 'text',
  campaign_id: 'uuid',
  person_id: 'uuid',
  serial: 'int',
  band: 'text',
  origin: 'text',
  owner_id: 'uuid',
  owner_by: 'text',
  state: 'text',
  dose_status: 'text',
  dose_count: 'int',
  next_action: 'text',
  next_date: 'date',
  visit_count: 'int',
  last_visit_at: 'timestamptz',
  refusal_reason: 'text',
  rev: 'int',
} as const;
const names = Object.keys(columns).join(', ');

const cellsOf = (entry: Entry): CopyValue[] => [
  entry.county,
  entry.id,
  entry.areaCode,
  entry.campaignId,
  entry.personId,
  entry.serial,
  entry.band,
  entry.origin,
  entry.ownerId,
  entry.ownerBy,
  entry.state,
  entry.doseStatus,
  entry.doseCount,
  entry.nextAction,
  entry.nextDate,
  entry.visitCount,
  entry.lastVisitAt,
  entry.refusalReason,
  entry.rev,
];

export const insertEntries = async (b: BulkWriter, entries: readonly Entry[]): Promise<void> => {
  await loadTemp(b, 'bulk_entry', columns, entries.map(cellsOf), { joined: false });
  await b.query(`INSERT INTO register_entry (${names}, created_at) SELECT ${names}, $1::timestamptz FROM bulk_entry`, [
    b.at,
  ]);
};

export const updateEntries = async (b: BulkWriter, entries: readonly Entry[]): Promise<void> => {
  if (entries.length === 0) return;
  await loadTemp(b, 'bulk_entry', columns, entries.map(cellsOf));
  const changing = Object.keys(columns).filter((name) => name !== 'county' && name !== 'id');
  await b.query(
    `UPDATE register_entry e SET ${changing.map((name) => `${name} = n.${name}`).join(', ')}
       FROM bulk_entry n WHERE e.county = n.county AND e.id = n.id`,
  );
};
