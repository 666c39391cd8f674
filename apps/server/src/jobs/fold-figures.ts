/** Adds waiting differences to the totals of their village. Readers add both, so a figure is right before and after. */
import { sql, type Database } from '@qiaomen/prisma/scoped';
import { noOwner } from '../entry/no-owner.ts';
import type { Job } from './job.ts';
import { listProvinces } from './regions.ts';

/** Rows per transaction: small, so that nobody waits for it. */
const perStep = 5_000;

const waitingCounties = async (db: Database): Promise<string[]> => {
  const counties: string[] = [];
  for (const area of await listProvinces(db)) {
    const rows = await db.read({ area }, (tx) =>
      tx.figureDelta.findMany({ distinct: ['county'], select: { county: true } }),
    );
    counties.push(...rows.map((row) => row.county));
  }
  return counties;
};

/** Answers how many differences were taken. */
const foldStep = (db: Database, county: string, at: Date): Promise<number> =>
  db.transact({ scope: { area: county }, actorId: null, county, at }, async ({ tx }) => {
    const locked = await tx.$queryRaw<{ locked: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('figures', ${county}::bigint)) AS locked`;
    if (locked[0]?.locked !== true) return 0;
    const taken = await tx.$queryRaw<{ taken: bigint }[]>`
      WITH taken AS (
        DELETE FROM figure_delta WHERE county = ${county} AND id IN (
          SELECT id FROM figure_delta WHERE county = ${county} ORDER BY id LIMIT ${perStep})
        RETURNING area_code, campaign_id, owner_id, measure, amount
      ), added AS (
        INSERT INTO figure_total AS t (county, area_code, campaign_id, owner_id, measure, amount)
        SELECT ${county}, area_code, campaign_id, coalesce(owner_id, ${noOwner}::uuid), measure, sum(amount)::int FROM taken
        GROUP BY area_code, campaign_id, owner_id, measure
        ON CONFLICT (county, campaign_id, area_code, owner_id, measure) DO UPDATE SET amount = t.amount + excluded.amount
      ), rolled AS (
        INSERT INTO figure_rollup AS r (county, campaign_id, width, area_code, measure, amount)
        SELECT ${county}, campaign_id, width, left(area_code, width), measure, sum(amount)::int
        FROM taken CROSS JOIN (VALUES (6), (9)) widths(width) GROUP BY 2, 3, 4, 5
        ON CONFLICT (county, campaign_id, width, area_code, measure) DO UPDATE SET amount = r.amount + excluded.amount
      ) SELECT count(*) AS taken FROM taken`;
    const count = Number(taken[0]?.taken ?? 0);
    // days that are over and owners who left would else stay as zeros for ever
    if (count > 0)
      for (const table of [sql`figure_total`, sql`figure_rollup`])
        await tx.$executeRaw`DELETE FROM ${table} WHERE county = ${county} AND amount = 0`;
    return count;
  });

export const foldFigures = async (db: Database, at: Date, signal?: AbortSignal): Promise<number> => {
  let folded = 0;
  for (const county of await waitingCounties(db)) {
    for (let taken = -1; taken !== 0 && signal?.aborted !== true;) {
      taken = await foldStep(db, county, at);
      folded += taken;
    }
  }
  return folded;
};

export const foldFiguresJob: Job = {
  name: 'figures.fold',
  cron: '* * * * *',
  run: async (_payload, { db, now }, signal) => {
    await foldFigures(db, now(), signal);
  },
};
