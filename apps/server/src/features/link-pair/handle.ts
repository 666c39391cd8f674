/** What somebody decides about a pair is replayed in every later run; it changes the register only through an approval. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { DecidePair } from '@qiaomen/domain/import-batch/query';
import { can } from '@qiaomen/domain/policy';
import type { z } from 'zod';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

export const decidePair = (ctx: GuardedContext, input: z.infer<typeof DecidePair>): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async ({ tx, at, audit }) => {
    const before = await tx.linkPair.findUnique({
      where: { id: input.pairId },
      select: { state: true, areaCode: true },
    });
    if (before === null) return refuse({ code: 'not_found' });
    // the fence may be wider than the duties
    const target = { areaCode: AreaCode.parse(before.areaCode), at: at.toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    const isOpen = input.decision === 'pending';
    await tx.$executeRaw`UPDATE link.link_pair SET state = ${input.decision},
        decided_by = ${isOpen ? null : ctx.actor.userId}::uuid, decided_at = ${isOpen ? null : at}
      WHERE id = ${input.pairId}::uuid`;
    await audit({
      action: 'linkPair.decide',
      entity: 'link_pair',
      entityId: input.pairId,
      detail: { before: before.state, after: input.decision },
    });
    return null;
  });
