/** The person of a request, whom the asker's permission must reach. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import type { Tx } from '@qiaomen/prisma/scoped';
import { refuse } from '../errors.ts';
import type { GuardedContext } from '../trpc.ts';

/** Refuses with `not_found` (outside the fence nobody is found) or `outside_area`. */
export const getPerson = async (ctx: GuardedContext, tx: Tx, county: string, personId: string) => {
  const person = await tx.person.findUnique({ where: { county_id: { county, id: personId } } });
  if (person === null) return refuse({ code: 'not_found' });
  const areaCode = AreaCode.parse(person.areaCode);
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() }))
    return refuse({ code: 'outside_area' });
  return { person, areaCode };
};
