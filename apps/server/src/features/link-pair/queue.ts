/** Which pairs are worth a person's time first, and whose turn it is: two people at once are not shown the same pair. */
import type { ListPairs, PairFilter, PairRow, PairsTaken, PairState, TakePairs } from '@qiaomen/domain/link-pair/query';
import type { Page } from '@qiaomen/domain/page';
import { closedStates } from '@qiaomen/domain/register/entry-state';
import { Prisma, sql, type Tx } from '@qiaomen/prisma/scoped';
import type { z } from 'zod';
import { withinRanges } from '../../entry/ranges-condition.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { loadPairs } from './load-pairs.ts';

/** Long enough for a hard pair and a telephone call; then somebody else may have it. */
const claimMs = 10 * 60_000;
const hourMs = 60 * 60_000;

/** A pair asked about at the door waits there until somebody has answered. */
const answeredAtDoor = sql`EXISTS (SELECT FROM entry_question q WHERE q.pair_id = p.id AND q.state = 'answered')`;

const inState = (state: PairState): Prisma.Sql =>
  state === 'pending'
    ? sql`(p.state = 'pending' OR (p.state = 'asked' AND ${answeredAtDoor}))`
    : state === 'asked'
      ? sql`(p.state = 'asked' AND NOT ${answeredAtDoor})`
      : sql`p.state = ${state}`;

const matching = ({ place, kind }: PairFilter): Prisma.Sql => {
  const conditions: Prisma.Sql[] = [];
  if (place === 'cross') conditions.push(sql`AND p.left_county <> p.right_county`);
  else if (place !== null) conditions.push(sql`AND ${place} IN (p.left_county, p.right_county)`);
  if (kind !== null)
    conditions.push(
      sql`AND EXISTS (SELECT FROM link.source_record s WHERE s.id IN (p."left", p."right") AND s.kind = ${kind})`,
    );
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ');
};

/** The fence may be wider than the duties: the ranges of the duties are asked for as well. */
const wanted = (ctx: GuardedContext, state: PairState, filter: PairFilter): Prisma.Sql =>
  sql`${withinRanges(sql`p.area_code`, ranges(ctx))} AND ${inState(state)} ${matching(filter)}`;

const isOpenEntry = (row: Prisma.Sql): Prisma.Sql => sql`(EXISTS (SELECT FROM link.source_record s
  JOIN register_entry e ON e.county = s.county AND e.person_id = s.person_id
  WHERE s.id = ${row} AND e.state <> ALL(${[...closedStates]}::text[])))::int`;

/** Answered at the door first, then people who would be visited twice, then whoever is likeliest to be one. */
const byWorth = sql`(p.state = 'asked') DESC, ${isOpenEntry(sql`p."left"`)} + ${isOpenEntry(sql`p."right"`)} DESC,
  p.probability DESC, p.id`;

const count = async (tx: Tx, query: Prisma.Sql): Promise<number> =>
  Number((await tx.$queryRaw<{ count: bigint }[]>(query))[0]?.count ?? 0);

export const takePairs = (ctx: GuardedContext, { filter, size, except }: TakePairs): Promise<PairsTaken> =>
  ctx.db.transact(writeAs(ctx), async ({ tx, at }) => {
    const me = ctx.actor.userId;
    const until = new Date(at.getTime() + claimMs);
    // one at a time: two who ask in the same instant get different pairs, however wide the areas of each are
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('link_pair.take', 0))`;
    await tx.$executeRaw`DELETE FROM link.pair_claim WHERE until <= ${at}`;
    const found = await tx.$queryRaw<{ id: string; areaCode: string }[]>`
      SELECT p.id::text, p.area_code AS "areaCode" FROM link.link_pair p
      WHERE ${wanted(ctx, 'pending', filter)} AND p.id <> ALL(${except}::uuid[])
        AND NOT EXISTS (SELECT FROM link.pair_claim c WHERE c.pair_id = p.id AND c.user_id <> ${me}::uuid)
      ORDER BY ${byWorth} LIMIT ${size}`;
    const claimed = [...found.map(({ id }) => id), ...except];
    await tx.$executeRaw`
      INSERT INTO link.pair_claim (pair_id, area_code, user_id, until)
      SELECT p.id, p.area_code, ${me}::uuid, ${until} FROM link.link_pair p
      WHERE p.id = ANY(${claimed}::uuid[]) AND ${withinRanges(sql`p.area_code`, ranges(ctx))}
      ON CONFLICT (pair_id) DO UPDATE SET until = excluded.until WHERE pair_claim.user_id = excluded.user_id`;
    return {
      rows: await loadPairs(
        ctx,
        tx,
        found.map(({ id }) => id),
      ),
      left: await count(tx, sql`SELECT count(*) FROM link.link_pair p WHERE ${wanted(ctx, 'pending', filter)}`),
      withOthers: await count(
        tx,
        sql`SELECT count(*) FROM link.pair_claim c JOIN link.link_pair p ON p.id = c.pair_id
          WHERE c.user_id <> ${me}::uuid AND ${wanted(ctx, 'pending', filter)}`,
      ),
      doneThisHour: await tx.pairDecision.count({
        where: {
          decidedBy: me,
          decidedAt: { gte: new Date(at.getTime() - hourMs) },
          answer: { in: ['same', 'different', 'asked'] },
          supersededBy: null,
        },
      }),
    };
  });

export const listPairs = (
  ctx: GuardedContext,
  { state, filter, page: { page, size } }: z.infer<typeof ListPairs>,
): Promise<Page<PairRow>> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT p.id::text FROM link.link_pair p WHERE ${wanted(ctx, state, filter)}
      ORDER BY ${state === 'pending' ? byWorth : sql`p.decided_at DESC NULLS LAST, p.id`} LIMIT ${size} OFFSET ${page * size}`;
    return {
      rows: await loadPairs(
        ctx,
        tx,
        rows.map(({ id }) => id),
      ),
      total: await count(tx, sql`SELECT count(*) FROM link.link_pair p WHERE ${wanted(ctx, state, filter)}`),
    };
  });
