/** Who owns an entry by its area: the field workers on duty now. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { ownerOfArea, type AreaDuty } from '@qiaomen/domain/assignment/owner';
import type { BulkWriter } from '@qiaomen/prisma/scoped';

export const loadAreaDuties = async (b: BulkWriter): Promise<AreaDuty[]> => {
  const rows = await b.query<{ user_id: string; area_code: string }>(
    `SELECT d.user_id::text, d.area_code FROM duty d JOIN app_user u ON u.id = d.user_id
      WHERE u.role = 'worker' AND u.status <> 'disabled' AND d.valid_from <= $1 AND (d.valid_to IS NULL OR d.valid_to > $1)`,
    [b.at],
  );
  return rows.map((row) => ({ userId: row.user_id, areaCode: AreaCode.parse(row.area_code) }));
};

/** Remembers the answer per area: a prefecture has some thousand villages and a million entries. */
export const areaOwners = (duties: readonly AreaDuty[]): ((areaCode: AreaCode) => string | null) => {
  const known = new Map<AreaCode, string | null>();
  return (areaCode) => {
    const owner = known.get(areaCode);
    if (owner !== undefined) return owner;
    const found = ownerOfArea(duties, areaCode);
    known.set(areaCode, found);
    return found;
  };
};
