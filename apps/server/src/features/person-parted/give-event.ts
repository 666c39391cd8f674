/** A person says whose a visit, a dose or an act of care is, after two who were one were parted. Given back, it is as before. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { GiveEvent } from '@qiaomen/domain/person-parted/query';
import { can } from '@qiaomen/domain/policy';
import { lockPersons, refoldEntries } from '../../entry/refold-entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { findOnceOne } from './read-parted.ts';

export const giveEvent = async (ctx: GuardedContext, input: GiveEvent): Promise<null> => {
  const { county, personId, kind, eventId, to } = input;
  const once = await findOnceOne(ctx, { county, personId });
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx } = writer;
    await lockPersons(tx, county, [personId, to]);
    const persons = await tx.person.findMany({ where: { county, id: { in: [personId, to] } } });
    const target = persons.find(({ id }) => id === to);
    if (target === undefined || !persons.some(({ id }) => id === personId)) return refuse({ code: 'not_found' });
    for (const { areaCode } of persons) {
      const where = { areaCode: AreaCode.parse(areaCode), at: writer.at.toISOString() };
      if (!can(ctx.actor, ctx.permission, where)) return refuse({ code: 'outside_area' });
    }
    if (!once.some((one) => one.personId === to)) return refuse({ code: 'bad_input', fields: ['to'] });
    if (persons.some(({ state }) => state !== 'active')) return refuse({ code: 'changed_meanwhile' });
    const where = { county, id: eventId, personId, voidedBy: null };
    const data = { personId: to, areaCode: target.areaCode };
    if (kind === 'dose') {
      const dose = await tx.dose.findFirst({ where: { ...where, origin: 'person' } });
      if (dose === null) return refuse({ code: 'changed_meanwhile' });
      const { product, givenOn, origin } = dose;
      const same = { county, personId: to, product, givenOn, origin, voidedBy: null };
      // the other person has this very dose already
      if ((await tx.dose.count({ where: same })) > 0) return refuse({ code: 'changed_meanwhile' });
      await tx.dose.updateMany({ where, data });
      await tx.careEvent.updateMany({ where, data });
    } else {
      const { count } =
        kind === 'visit' ? await tx.visit.updateMany({ where, data }) : await tx.careEvent.updateMany({ where, data });
      if (count === 0) return refuse({ code: 'changed_meanwhile' });
    }
    await tx.photo.updateMany({ where: { county, eventId }, data });
    for (const id of [personId, to].toSorted()) await refoldEntries(writer, county, id);
    const detail = { kind, from: personId, to };
    await writer.audit({ action: 'person.giveEvent', entity: kind, entityId: eventId, detail });
    return null;
  });
};
