/** Who owns what is found in an area: the worker on duty there, as far as the scope of the transaction shows duties. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { ownerOfArea } from '@qiaomen/domain/assignment/owner';
import type { Tx } from '@qiaomen/prisma/scoped';

export const findAreaOwner = async (tx: Tx, areaCode: AreaCode, at: Date): Promise<string | null> => {
  const rows = await tx.$queryRaw<{ userId: string; areaCode: string }[]>`
    SELECT d.user_id::text AS "userId", d.area_code AS "areaCode" FROM duty d JOIN app_user u ON u.id = d.user_id
    WHERE u.role = 'worker' AND u.status <> 'disabled' AND d.valid_from <= ${at} AND (d.valid_to IS NULL OR d.valid_to > ${at})
      AND starts_with(${areaCode}, d.area_code)`;
  return ownerOfArea(
    rows.map((row) => ({ userId: row.userId, areaCode: AreaCode.parse(row.areaCode) })),
    areaCode,
  );
};
