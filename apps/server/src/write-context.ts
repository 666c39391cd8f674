/** Who writes, where, when: built from the guarded request in one place. */
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import type { WriteContext } from '@qiaomen/prisma/scoped';
import type { GuardedContext, Identity } from './trpc.ts';

/** Acts above a county are audited in the chains of no county. */
export const auditCounty = (area: AreaCode): string => (area.length >= 6 ? countyOf(area) : '000000');

/** Writes of the signed-in actor inside their fence, or inside a narrower area. */
export const writeAs = (ctx: GuardedContext, area: AreaCode = ctx.fence): WriteContext => ({
  scope: { area, userId: ctx.actor.userId },
  actorId: ctx.actor.userId,
  county: auditCounty(area),
  at: ctx.now(),
});

/** Writes about someone's own account, before a session exists. */
export const writeAbout = (identity: Identity, at: Date): WriteContext | undefined => {
  if (identity.home === undefined) return undefined;
  const { userId } = identity.actor;
  return { scope: { area: identity.home, userId }, actorId: userId, county: auditCounty(identity.home), at };
};
