/** Gives the entries of an area that nobody owns by name to the workers whose duty it is. */
import { AreaCode, rangeOf } from '@qiaomen/domain/area/area-code';
import type { AreaDuty } from '@qiaomen/domain/assignment/owner';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { areaOwners, loadAreaDuties } from './area-owners.ts';
import { lockEntriesById, updateEntries } from './bulk-entries.ts';
import { BulkFigures } from './bulk-figures.ts';
import type { Entry } from './entry.ts';
import { idHash } from './id-hash.ts';
import { loadTemp } from './load-temp.ts';

const chunkSize = 5000;
/** One county's owners are settled by one transaction at a time, or two could each miss the other's duties. */
const ownersLock = 'owners';

export interface OwnedArea {
  county: string;
  areaCode: AreaCode;
  /** duties above the scope of this transaction, which it cannot see */
  wideDuties: readonly AreaDuty[];
}

export const lockOwners = async (b: BulkWriter, county: string): Promise<void> => {
  await b.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2::bigint))', [ownersLock, county]);
};

/** Needs `lockOwners`. Answers how many entries have another owner now. */
export const ownArea = async (b: BulkWriter, { county, areaCode, wideDuties }: OwnedArea): Promise<number> => {
  const ownerOf = areaOwners([...(await loadAreaDuties(b)), ...wideDuties]);
  const stale = await findStale(b, county, areaCode, ownerOf);
  const figures = new BulkFigures();
  let changed = 0;
  for (let start = 0; start < stale.length; start += chunkSize) {
    const before = await lockEntriesById(b, county, stale.slice(start, start + chunkSize));
    const after = before.flatMap((entry): Entry[] => {
      // read again under lock: somebody may have given it away by name meanwhile
      const ownerId = ownerOf(entry.areaCode);
      if (entry.ownerBy === 'person' || entry.ownerId === ownerId) return [];
      const given: Entry = { ...entry, ownerId, ownerBy: ownerId === null ? null : 'area', rev: entry.rev + 1 };
      figures.count(entry, given);
      return [given];
    });
    if (after.length === 0) continue;
    await updateEntries(b, after);
    await b.audit({
      action: 'assignment.area',
      entity: 'register',
      entityId: null,
      detail: {
        county,
        areaCode,
        count: after.length,
        sha256: idHash(after.map((entry) => `${entry.id} ${entry.ownerId ?? ''}`)),
      },
    });
    changed += after.length;
  }
  await figures.write(b);
  return changed;
};

/** Entries of open campaigns whose owner by area is not the present one, found village by village. */
const findStale = async (
  b: BulkWriter,
  county: string,
  areaCode: AreaCode,
  ownerOf: (areaCode: AreaCode) => string | null,
): Promise<string[]> => {
  const { gte, lt } = rangeOf(areaCode);
  const places = await b.query<{ area_code: string }>(
    `SELECT DISTINCT area_code FROM register_entry WHERE county = $1 AND area_code >= $2 AND area_code < $3`,
    [county, gte, lt],
  );
  await loadTemp(
    b,
    'area_owner',
    { area_code: 'text', owner_id: 'uuid' },
    places.map(({ area_code }) => [area_code, ownerOf(AreaCode.parse(area_code))]),
  );
  const rows = await b.query<{ id: string }>(
    `SELECT e.id::text FROM register_entry e
       JOIN area_owner o ON o.area_code = e.area_code JOIN campaign c ON c.id = e.campaign_id
      WHERE e.county = $1 AND e.area_code >= $2 AND e.area_code < $3 AND c.state <> 'closed'
        AND e.owner_by IS DISTINCT FROM 'person' AND e.owner_id IS DISTINCT FROM o.owner_id
      ORDER BY e.id`,
    [county, gte, lt],
  );
  return rows.map((row) => row.id);
};
