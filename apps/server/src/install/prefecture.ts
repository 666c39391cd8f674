/** The prefecture this install serves, for the sign-in page. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Tx } from '@qiaomen/prisma/scoped';

const key = 'prefecture';

export const setPrefecture = async (tx: Tx, areaCode: AreaCode): Promise<void> => {
  const value = areaCode.slice(0, 4);
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
};

export const findPrefecture = async (tx: Tx): Promise<{ areaCode: AreaCode; nameZh: string } | null> => {
  const setting = await tx.setting.findUnique({ where: { key }, select: { value: true } });
  const code = AreaCode.safeParse(setting?.value);
  if (!code.success) return null;
  const area = await tx.area.findUnique({ where: { code: code.data }, select: { nameZh: true } });
  return area === null ? null : { areaCode: code.data, nameZh: area.nameZh };
};
