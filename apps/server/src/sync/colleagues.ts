/** Who may come along to a home: vaccinators with a duty in the counties of the reader, and what they are certified for. */
import type { AreaRange } from '@qiaomen/domain/area/area-code';
import type { Colleague } from '@qiaomen/domain/care/certificate';
import type { Database } from '@qiaomen/prisma/scoped';
import { certificatesOf } from '../entry/certificates.ts';

/** A county has a few dozen; a list longer than this is none to choose from at a bedside. */
const most = 200;

export const colleaguesOf = (
  db: Database,
  userId: string,
  within: readonly AreaRange[],
  at: string,
): Promise<Colleague[]> =>
  db.reference(async (tx) => {
    const counties = [...new Set(within.map(({ gte }) => gte.slice(0, 6)))];
    if (counties.length === 0) return [];
    const now = new Date(at);
    const users = await tx.user.findMany({
      where: {
        id: { not: userId },
        role: 'vaccinator',
        status: 'active',
        duties: {
          some: {
            OR: counties.map((county) => ({ areaCode: { startsWith: county } })),
            from: { lte: now },
            AND: { OR: [{ to: null }, { to: { gt: now } }] },
          },
        },
      },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: most,
    });
    const certificates = await certificatesOf(
      tx,
      users.map(({ id }) => id),
    );
    return users.map(({ id, name }) => ({
      userId: id,
      name,
      certificates: certificates.filter((one) => one.userId === id),
    }));
  });
