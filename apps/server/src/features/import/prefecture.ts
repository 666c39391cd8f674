/** Files belong to a prefecture: only who answers for all of it imports them. */
import { contains, type AreaCode } from '@qiaomen/domain/area/area-code';
import { refuse } from '../../errors.ts';
import { findPrefecture } from '../../install/prefecture.ts';
import type { GuardedContext } from '../../trpc.ts';

export const prefectureOf = async (ctx: GuardedContext): Promise<AreaCode> => {
  if (ctx.fence.length === 4) return ctx.fence;
  const own = await ctx.db.reference((tx) => findPrefecture(tx));
  if (own === null || !contains(ctx.fence, own.areaCode)) return refuse({ code: 'outside_area' });
  return own.areaCode;
};
