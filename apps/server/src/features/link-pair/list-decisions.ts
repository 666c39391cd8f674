/** My own answers, the last first: what was decided in a hurry is found again and taken back. */
import type { ListDecisions, PairDecision } from '@qiaomen/domain/link-pair/query';
import type { Page } from '@qiaomen/domain/page';
import type { z } from 'zod';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { toDecisions } from './decisions.ts';

export const listDecisions = (
  ctx: GuardedContext,
  { page: { page, size } }: z.infer<typeof ListDecisions>,
): Promise<Page<PairDecision>> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const where = { decidedBy: ctx.actor.userId, OR: ranges(ctx).map((areaCode) => ({ areaCode })) };
    const rows = await tx.pairDecision.findMany({
      where,
      orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
      skip: page * size,
      take: size,
    });
    return {
      rows: await toDecisions(tx, ctx.keys, ctx.actor.userId, rows),
      total: await tx.pairDecision.count({ where }),
    };
  });
