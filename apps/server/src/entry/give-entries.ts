/** Gives single entries to a worker by name, or back to whoever has their area, with the history that dates a fact's authority. */
import type { AreaDuty } from '@qiaomen/domain/assignment/owner';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { areaOwners, loadAreaDuties } from './area-owners.ts';
import { lockEntriesById, updateEntries } from './bulk-entries.ts';
import { BulkFigures } from './bulk-figures.ts';
import type { Entry } from './entry.ts';
import { idHash } from './id-hash.ts';
import { loadTemp } from './load-temp.ts';
import { newId } from './new-id.ts';

export interface Giving {
  county: string;
  entryIds: readonly string[];
  /** null: back to the owner of the area */
  userId: string | null;
  /** duties above the scope of this transaction, which it cannot see */
  wideDuties?: readonly AreaDuty[];
}

/** Answers how many entries have another owner now. All must be of one county and inside the scope. */
export const giveEntries = async (
  b: BulkWriter,
  { county, entryIds, userId, wideDuties = [] }: Giving,
): Promise<number> => {
  const ownerOf = areaOwners([...(await loadAreaDuties(b)), ...wideDuties]);
  const figures = new BulkFigures();
  const before = await lockEntriesById(b, county, entryIds);
  const changes = before.flatMap((entry): { entry: Entry; given: Entry }[] => {
    const ownerId = userId ?? ownerOf(entry.areaCode);
    const ownerBy = userId !== null ? 'person' : ownerId === null ? null : 'area';
    if (ownerId === entry.ownerId && ownerBy === entry.ownerBy) return [];
    return [{ entry, given: { ...entry, ownerId, ownerBy, rev: entry.rev + 1 } }];
  });
  if (changes.length === 0) return 0;
  for (const { entry, given } of changes) figures.count(entry, given);
  await updateEntries(
    b,
    changes.map(({ given }) => given),
  );
  await figures.writeDeltas(b);
  await writeHistory(b, county, changes, userId);
  await announce(b, changes);
  await b.audit({
    action: 'assignment.persons',
    entity: 'register',
    entityId: null,
    detail: { county, count: changes.length, ownerId: userId, sha256: idHash(changes.map(({ entry }) => entry.id)) },
  });
  return changes.length;
};

type Changes = readonly { entry: Entry; given: Entry }[];

const writeHistory = async (b: BulkWriter, county: string, changes: Changes, userId: string | null): Promise<void> => {
  await b.query(
    `UPDATE entry_owner SET valid_to = greatest($3::timestamptz, valid_from)
      WHERE county = $1 AND entry_id = ANY($2::uuid[]) AND valid_to IS NULL`,
    [county, changes.map(({ entry }) => entry.id), b.at],
  );
  if (userId === null) return;
  await loadTemp(
    b,
    'bulk_owner',
    { county: 'text', id: 'uuid', area_code: 'text', entry_id: 'uuid', user_id: 'uuid' },
    changes.map(({ entry }) => [county, newId(b.at), entry.areaCode, entry.id, userId]),
  );
  await b.query(
    `INSERT INTO entry_owner (county, id, area_code, entry_id, user_id, valid_from)
     SELECT county, id, area_code, entry_id, user_id, $1::timestamptz FROM bulk_owner`,
    [b.at],
  );
};

/** For the place and, wherever they work, for who had the entry and who has it now. */
const announce = async (b: BulkWriter, changes: Changes): Promise<void> => {
  const pointers = changes.flatMap(({ entry, given }) =>
    [...new Set([null, entry.ownerId, given.ownerId])].map((userId) => [
      entry.county,
      entry.areaCode,
      entry.id,
      userId,
    ]),
  );
  await loadTemp(b, 'bulk_change', { county: 'text', area_code: 'text', entity_id: 'uuid', user_id: 'uuid' }, pointers);
  await b.query(
    `INSERT INTO change (county, area_code, kind, entity_id, user_id)
     SELECT county, area_code, 'entry', entity_id, user_id FROM bulk_change`,
  );
};
