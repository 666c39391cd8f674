/** The provinces and counties of this install: jobs work county by county, so that no transaction grows with the country. */
import { AreaCode, CountyCode } from '@qiaomen/domain/area/area-code';
import type { Database } from '@qiaomen/prisma/scoped';

export const listCounties = (db: Database): Promise<CountyCode[]> =>
  db.reference(async (tx) => {
    const areas = await tx.area.findMany({
      where: { level: 'county' },
      select: { code: true },
      orderBy: { code: 'asc' },
    });
    return areas.map((area) => CountyCode.parse(area.code));
  });

/** Two digits each: the widest scope there is. */
export const listProvinces = async (db: Database): Promise<AreaCode[]> => [
  ...new Set((await listCounties(db)).map((county) => AreaCode.parse(county.slice(0, 2)))),
];
