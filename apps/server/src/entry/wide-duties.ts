/** Worker duties above a county: a transaction in the scope of one county does not see them. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { AreaDuty } from '@qiaomen/domain/assignment/owner';
import type { Database } from '@qiaomen/prisma/scoped';

export const wideDuties = (db: Database, at: Date): Promise<AreaDuty[]> =>
  db.reference(async (tx) => {
    const rows = await tx.$queryRaw<{ userId: string; areaCode: string }[]>`
      SELECT d.user_id::text AS "userId", d.area_code AS "areaCode" FROM duty d JOIN app_user u ON u.id = d.user_id
      WHERE length(d.area_code) < 6 AND u.role = 'worker' AND u.status <> 'disabled'
        AND d.valid_from <= ${at} AND (d.valid_to IS NULL OR d.valid_to > ${at})`;
    return rows.map((row) => ({ userId: row.userId, areaCode: AreaCode.parse(row.areaCode) }));
  });
