/** Shows one secret field of one person to somebody who says what for; the trail knows before the screen does. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import type { Reveal } from '@qiaomen/domain/register/query';
import { takeReveal } from '../../entry/reveal-quota.ts';
import { openPersonField } from '../../entry/sealed-person.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

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
    const { leftToday } = await takeReveal(ctx, tx);
    await writer.audit({ action: 'person.reveal', entity: 'person', entityId: personId, detail: { field, purpose } });
    const ciphers = { idNumber: person.idCipher, phone: person.phoneCipher, address: person.addressCipher };
    const value = openPersonField(ctx.keys, personId, field, ciphers[field]);
    return { value, leftToday };
  });
};
