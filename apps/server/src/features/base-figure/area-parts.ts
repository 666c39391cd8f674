/** The parts of an area with their names, and the way down to it. */
import { AreaCode, contains, levelOf, parentOf, type AreaLevel } from '@qiaomen/domain/area/area-code';
import type { Tx } from '@qiaomen/prisma/scoped';

export interface NamedPart {
  areaCode: AreaCode;
  level: AreaLevel;
  name: string;
  nameKo: string | null;
  nameBo: string | null;
}

const select = { code: true, nameZh: true, nameKo: true, nameBo: true } as const;

/** Every part the list of areas knows, and whatever the numbers speak of besides. */
export const namedParts = async (
  tx: Tx,
  areaCode: AreaCode,
  counted: Iterable<string>,
): Promise<{ here: NamedPart; parts: NamedPart[] }> => {
  const children = await tx.area.findMany({ where: { parentCode: areaCode }, select });
  const self = await tx.area.findUnique({ where: { code: areaCode }, select });
  const named = new Map(children.map((area) => [area.code, area]));
  const toPart = (code: string, area: (typeof children)[number] | null | undefined): NamedPart => {
    const parsed = AreaCode.parse(code);
    return {
      areaCode: parsed,
      level: levelOf(parsed),
      name: area?.nameZh ?? code,
      nameKo: area?.nameKo ?? null,
      nameBo: area?.nameBo ?? null,
    };
  };
  const codes = levelOf(areaCode) === 'village' ? [] : [...new Set([...named.keys(), ...counted])].toSorted();
  return {
    here: toPart(areaCode, self),
    parts: codes.map((code) => toPart(code, code === areaCode ? self : named.get(code))),
  };
};

/** From the top of what the reader may see down to the area. */
export const pathTo = async (
  tx: Tx,
  areaCode: AreaCode,
  fence: AreaCode,
): Promise<{ areaCode: AreaCode; name: string }[]> => {
  const codes: AreaCode[] = [];
  for (let at: AreaCode | undefined = areaCode; at !== undefined && contains(fence, at); at = parentOf(at))
    codes.unshift(at);
  const areas = await tx.area.findMany({ where: { code: { in: codes } }, select });
  const names = new Map(areas.map((area) => [area.code, area.nameZh]));
  return codes.map((code) => ({ areaCode: code, name: names.get(code) ?? code }));
};
