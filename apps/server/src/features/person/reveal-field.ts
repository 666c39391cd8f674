/** Shows one secret field of one person to somebody who says what for; the trail knows before the screen does. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { Reveal } from '@qiaomen/domain/register/query';
import { openPersonField } from '../../entry/sealed-person.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

/** House rule: enough to correct a day's records, too few to copy a register by hand. */
const revealsPerDay = 30;

export interface Revealed {
  value: string | null;
  leftToday: number;
}

export const revealField = (ctx: GuardedContext, input: Reveal): Promise<Revealed> => {
  const { county, personId, field, purpose } = input;
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx } = writer;
    const person = await tx.person.findUnique({
      where: { county_id: { county, id: personId } },
      select: { areaCode: true, idCipher: true, phoneCipher: true, addressCipher: true },
    });
    if (person === null) return refuse({ code: 'not_found' });
    const target = { areaCode: AreaCode.parse(person.areaCode), at: ctx.now().toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    // until the commit, so that what was revealed before is in the trail when it is counted
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reveal ${ctx.actor.userId}`}, 0))`;
    const used = await countToday(ctx);
    if (used >= revealsPerDay) return refuse({ code: 'reveal_quota_reached' });
    await writer.audit({ action: 'person.reveal', entity: 'person', entityId: personId, detail: { field, purpose } });
    const ciphers = { idNumber: person.idCipher, phone: person.phoneCipher, address: person.addressCipher };
    const value = openPersonField(ctx.keys, personId, field, ciphers[field]);
    return { value, leftToday: revealsPerDay - used - 1 };
  });
};

const countToday = async (ctx: GuardedContext): Promise<number> => {
  const midnight = new Date(`${shanghaiDay(ctx.now())}T00:00:00+08:00`);
  const rows = await ctx.db.auditQuery<{ used: number }>(
    `SELECT count(*)::int AS used FROM audit.entry WHERE actor_id = $1 AND action = 'person.reveal' AND at >= $2`,
    [ctx.actor.userId, midnight],
  );
  return rows[0]?.used ?? 0;
};
