/** The administrative areas an install ships with. Names are public; a second run changes nothing. */
import type { Division } from '@qiaomen/domain/area/divisions/divisions';
import type { Database } from '@qiaomen/prisma/scoped';

/** Answers how many areas were new. */
export const seedAreas = (db: Database, divisions: readonly Division[], year: number, at: Date): Promise<number> =>
  db.transact({ scope: { area: '00' }, actorId: null, county: '000000', at }, async (writer) => {
    const before = await writer.tx.area.count();
    if (before >= divisions.length) {
      const known = await writer.tx.area.count({
        where: { code: { in: divisions.slice(0, 2).map(({ code }) => code) } },
      });
      if (known === Math.min(2, divisions.length)) return 0;
    }
    const { count } = await writer.tx.area.createMany({
      data: divisions.map((division) => ({ ...division, year })),
      skipDuplicates: true,
    });
    if (count > 0) await writer.audit({ action: 'area.seed', entity: 'area', entityId: null, detail: { count, year } });
    return count;
  });
