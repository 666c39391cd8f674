/** How many secret fields one user may look at in a day: enough to correct a day's records, too few to copy a register by hand. */
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { Tx } from '@qiaomen/prisma/scoped';
import { refuse } from '../errors.ts';
import type { GuardedContext } from '../trpc.ts';

/** House rule. */
const revealsPerDay = 30;
const actions = ['person.reveal', 'linkPair.reveal'];

/** Takes the user's turn until the commit, so that what was revealed before is in the trail when it is counted. */
export const takeReveal = async (ctx: GuardedContext, tx: Tx, size = 1): Promise<{ leftToday: number }> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reveal ${ctx.actor.userId}`}, 0))`;
  const midnight = new Date(`${shanghaiDay(ctx.now())}T00:00:00+08:00`);
  const [row] = await ctx.db.auditQuery<{ used: number }>(
    `SELECT coalesce(sum(coalesce((detail ->> 'count')::int, 1)), 0)::int AS used FROM audit.entry
      WHERE actor_id = $1 AND action = ANY($2) AND at >= $3`,
    [ctx.actor.userId, actions, midnight],
  );
  const leftToday = revealsPerDay - (row?.used ?? 0) - size;
  return leftToday < 0 ? refuse({ code: 'reveal_quota_reached' }) : { leftToday };
};
