/** Closing a batch: worked out in the transaction that writes it, so that nobody closes on figures of a moment ago. */
import { countyOf } from '@qiaomen/domain/area/area-code';
import { decideCloseBatch } from '@qiaomen/domain/batch/decide';
import type { CloseBatch } from '@qiaomen/domain/batch/query';
import { can } from '@qiaomen/domain/policy';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { readBatches } from './queries.ts';

export const closeBatch = (ctx: GuardedContext, input: CloseBatch): Promise<{ members: number }> => {
  const { campaignId, areaCode, crowd } = input;
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
  const county = countyOf(areaCode);
  return ctx.db.transact(writeAs(ctx, county), async ({ tx, at, audit }) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`batch ${campaignId} ${areaCode}`}, 0))::text`;
    const decided = decideCloseBatch(await readBatches(tx, { campaignId, areaCode }), crowd);
    if (!decided.ok) return refuse(decided.error);
    const { members } = decided.value;
    const id = newId(at);
    const closing = { county, id, areaCode, campaignId, crowd, members, closedBy: ctx.actor.userId, closedAt: at };
    await tx.crowdClosing.create({ data: closing, select: { id: true } });
    await audit({
      action: 'batch.close',
      entity: 'crowd_closing',
      entityId: id,
      detail: { campaignId, areaCode, crowd, members },
    });
    return { members };
  });
};
