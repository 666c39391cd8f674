/**
 * Gives committed change pointers their number. A number drawn while writing would be lost by a reader that passes it
 * before the writer commits; here only committed rows are seen and one county is numbered by one transaction at a time.
 */
import type { Database } from '@qiaomen/prisma/scoped';

const perCall = 5_000;

export const numberChanges = async (db: Database, county: string, at: Date): Promise<void> => {
  const waiting = await db.read({ area: county }, (tx) =>
    tx.change.findFirst({ where: { county, seq: null }, select: { id: true } }),
  );
  if (waiting === null) return;
  await db.transact({ scope: { area: county }, actorId: null, county, at }, async ({ tx }) => {
    await tx.$executeRaw`SET LOCAL lock_timeout = '2s'`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('change', ${county}::bigint))`;
    // a statement of its own: it sees what committed while the lock was waited for
    await tx.$executeRaw`
      WITH waiting AS (
        SELECT id, row_number() OVER (ORDER BY id) AS place
        FROM (SELECT id FROM change WHERE county = ${county} AND seq IS NULL ORDER BY id LIMIT ${perCall}) w
      ), top AS (SELECT coalesce(max(seq), 0) AS seq FROM change WHERE county = ${county})
      UPDATE change SET seq = top.seq + waiting.place FROM waiting, top
      WHERE change.county = ${county} AND change.id = waiting.id`;
  });
};
