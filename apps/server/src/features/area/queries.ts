/** Areas are reference data: their names are public and the same for everyone. */
import { AreaCode, levelOf, parentOf } from '@qiaomen/domain/area/area-code';
import type { AreaLine, SearchAreas } from '@qiaomen/domain/area/query';
import type { Page } from '@qiaomen/domain/page';
import type { Tx } from '@qiaomen/prisma/scoped';
import { literalText } from '../../literal-text.ts';
import type { GuardedContext } from '../../trpc.ts';

const select = { code: true, nameZh: true, nameKo: true, nameBo: true } as const;
interface FoundArea {
  code: string;
  nameZh: string;
  nameKo: string | null;
  nameBo: string | null;
}

export const listChildren = (ctx: GuardedContext, parent: AreaCode | null): Promise<AreaLine[]> =>
  ctx.db.reference(async (tx) => {
    const areas = await tx.area.findMany({ where: { parentCode: parent }, select, orderBy: { code: 'asc' } });
    return toLines(tx, areas);
  });

export const searchAreas = (ctx: GuardedContext, input: SearchAreas): Promise<Page<AreaLine>> =>
  ctx.db.reference(async (tx) => {
    const { text, page } = input;
    if (text === '') return { rows: [], total: 0 };
    const contains = literalText(text);
    const where = /^\d+$/.test(text)
      ? { code: { startsWith: text } }
      : {
          OR: [{ nameZh: { contains } }, { nameKo: { contains } }, { nameBo: { contains } }],
        };
    const total = await tx.area.count({ where });
    const areas = await tx.area.findMany({
      where,
      select,
      orderBy: { code: 'asc' },
      skip: page.page * page.size,
      take: page.size,
    });
    return { rows: await toLines(tx, areas), total };
  });

const ancestorsOf = (code: AreaCode): AreaCode[] => {
  const found: AreaCode[] = [];
  // the province is left out: everyone in an install shares it
  for (let up = parentOf(code); up !== undefined && up.length > 2; up = parentOf(up)) found.unshift(up);
  return found;
};

const toLines = async (tx: Tx, areas: readonly FoundArea[]): Promise<AreaLine[]> => {
  const codes = areas.map((area) => AreaCode.parse(area.code));
  const ancestors = [...new Set(codes.flatMap(ancestorsOf))];
  const named = await tx.area.findMany({ where: { code: { in: ancestors } }, select: { code: true, nameZh: true } });
  const parents = await tx.area.findMany({
    where: { parentCode: { in: codes } },
    select: { parentCode: true },
    distinct: ['parentCode'],
  });
  const nameByCode = new Map(named.map((area) => [area.code, area.nameZh]));
  const withChildren = new Set(parents.map((area) => area.parentCode));
  return areas.map((area, at) => {
    const areaCode = codes[at] ?? AreaCode.parse(area.code);
    return {
      areaCode,
      level: levelOf(areaCode),
      nameZh: area.nameZh,
      nameKo: area.nameKo,
      nameBo: area.nameBo,
      hasChildren: withChildren.has(areaCode),
      path: ancestorsOf(areaCode).map((code) => nameByCode.get(code) ?? code),
    };
  });
};
