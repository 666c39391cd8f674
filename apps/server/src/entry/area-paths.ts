/** Chinese names of an area from its county down: what a list shows beside a person. */
import { AreaCode, parentOf } from '@qiaomen/domain/area/area-code';
import type { Tx } from '@qiaomen/prisma/scoped';

const ancestors = (code: AreaCode): AreaCode[] => {
  const codes: AreaCode[] = [];
  for (let at: AreaCode | undefined = code; at !== undefined && at.length >= 6; at = parentOf(at)) codes.unshift(at);
  return codes;
};

export const areaPaths = async (tx: Tx, codes: Iterable<string>): Promise<(code: string) => string[]> => {
  const wanted = new Map([...new Set(codes)].map((code) => [code, ancestors(AreaCode.parse(code))]));
  const areas = await tx.area.findMany({
    where: { code: { in: [...new Set([...wanted.values()].flat())] } },
    select: { code: true, nameZh: true },
  });
  const names = new Map(areas.map((area) => [area.code, area.nameZh]));
  return (code) => (wanted.get(code) ?? []).map((part) => names.get(part) ?? part);
};

/** Names of users, for owners and authors. */
export const userNames = async (tx: Tx, ids: Iterable<string | null>): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const users = await tx.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
};
