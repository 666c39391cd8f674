/** Files belong to a prefecture: only who answers for all of it imports them. */
import { contains, type AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import { refuse } from '../../errors.ts';
import { findPrefecture } from '../../install/prefecture.ts';
import type { GuardedContext } from '../../trpc.ts';

export const prefectureOf = async (ctx: GuardedContext): Promise<AreaCode> => {
  const prefecture = ctx.fence.length === 4 ? ctx.fence : await installedWithin(ctx);
  // two counties share a fence as wide as their prefecture; a duty over the prefecture is something else
  if (!can(ctx.actor, ctx.permission, { areaCode: prefecture, at: ctx.now().toISOString() }))
    return refuse({ code: 'outside_area' });
  return prefecture;
};

const installedWithin = async (ctx: GuardedContext): Promise<AreaCode> => {
  const own = await ctx.db.reference((tx) => findPrefecture(tx));
  if (own === null || !contains(ctx.fence, own.areaCode)) return refuse({ code: 'outside_area' });
  return own.areaCode;
};
