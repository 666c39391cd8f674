/** The worker an assignment names, and whether the one who assigns may name them. */
import { AreaCode, contains, rangeOf, type CountyCode } from '@qiaomen/domain/area/area-code';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

/** Somebody who works in the field, is not disabled, and has a duty near the one who assigns, or had one before the last was taken. */
export const requireWorker = async (
  ctx: GuardedContext,
  userId: string,
  roles: readonly string[],
  counties: readonly CountyCode[] = [],
): Promise<void> => {
  const at = ctx.now();
  const user = await ctx.db.reference((tx) =>
    tx.user.findUnique({
      where: { id: userId },
      select: {
        role: true,
        status: true,
        duties: { select: { areaCode: true, to: true } },
      },
    }),
  );
  if (user === null || user.status === 'disabled' || !roles.includes(user.role)) refuse({ code: 'worker_not_in_area' });
  const own = ranges(ctx);
  const duties = user?.duties ?? [];
  const present = duties.filter((duty) => duty.to === null || duty.to > at);
  const near = (present.length > 0 ? present : duties).some((duty) => {
    const area = rangeOf(AreaCode.parse(duty.areaCode));
    return own.some(({ gte, lt }) => area.gte < lt && gte < area.lt);
  });
  // a tablet reads and sends in the counties of its user's duties: an elder of another one would never reach it
  const areas = duties.map((duty) => AreaCode.parse(duty.areaCode));
  const isReached = (county: CountyCode): boolean =>
    areas.some((area) => contains(area, county) || contains(county, area));
  if (!near || !counties.every(isReached)) refuse({ code: 'worker_not_in_area' });
};
