/** Whose act a carried picture belongs to: a user whose tablets the carrier looks after. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { PhotoPlace } from '@qiaomen/domain/photo/photo';
import { ranges, type GuardedContext } from '../../trpc.ts';

/** @returns null where there is no such act, or its tablet is not theirs to look after */
export const findMaker = async (ctx: GuardedContext, { county, commandId }: PhotoPlace): Promise<string | null> =>
  ctx.db.read({ area: AreaCode.parse(county), userId: ctx.actor.userId }, async (tx) => {
    const receipt = await tx.receipt.findUnique({
      where: { county_id: { county, id: commandId } },
      select: { userId: true },
    });
    if (receipt === null) return null;
    const OR = ranges(ctx).map((areaCode) => ({ areaCode }));
    const managed = { id: receipt.userId, duties: { some: { OR } } };
    return (await tx.user.count({ where: managed })) === 0 ? null : receipt.userId;
  });
