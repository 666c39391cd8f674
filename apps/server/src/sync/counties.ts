/** The counties a field worker's areas lie in: case data is read and written county by county. */
import { CountyCode, rangeOf, type AreaCode, type AreaRange } from '@qiaomen/domain/area/area-code';
import type { Tx } from '@qiaomen/prisma/scoped';

export const countiesOf = async (tx: Tx, ranges: readonly AreaRange[]): Promise<CountyCode[]> => {
  const known = ranges.filter(({ gte }) => gte.length >= 6).map(({ gte }) => gte.slice(0, 6));
  const wide = ranges.filter(({ gte }) => gte.length < 6);
  const below =
    wide.length === 0
      ? []
      : await tx.area.findMany({
          where: { level: 'county', OR: wide.map(({ gte, lt }) => ({ code: { gte, lt } })) },
          select: { code: true },
        });
  return [...new Set([...known, ...below.map((area) => area.code)])].toSorted().map((code) => CountyCode.parse(code));
};

/** Where a command is kept that belongs to no county of its sender. */
export const homeCountyOf = async (tx: Tx, areas: readonly AreaCode[]): Promise<CountyCode> => {
  const [first] = await countiesOf(tx, areas.map(rangeOf));
  // nobody works above a prefecture without counties; an install without areas still must not lose a command
  return first ?? CountyCode.parse((areas[0] ?? '').padEnd(6, '0').slice(0, 6));
};
