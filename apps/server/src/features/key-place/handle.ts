/** Write, close and open a place; somebody moves in or out. */
import { AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import { decideMoveIn, decideMoveOut, decideSavePlace } from '@qiaomen/domain/key-place/decide';
import type { ClosePlace, MoveIn, MoveOut, SavePlace } from '@qiaomen/domain/key-place/query';
import { placeKey } from '@qiaomen/domain/key-place/rosters';
import { can } from '@qiaomen/domain/policy';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { Tx } from '@qiaomen/prisma/scoped';
import { dateToDay } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { sealContact } from './sealed-contact.ts';

const requireDuty = (ctx: GuardedContext, areaCode: string): void => {
  const target = { areaCode: AreaCode.parse(areaCode), at: ctx.now().toISOString() };
  if (!can(ctx.actor, ctx.permission, target)) refuse({ code: 'outside_area' });
};

const lockPlace = async (ctx: GuardedContext, tx: Tx, county: CountyCode, id: string) => {
  await tx.$queryRaw`SELECT id FROM key_place WHERE county = ${county} AND id = ${id}::uuid FOR UPDATE`;
  const place = await tx.keyPlace.findUnique({ where: { county_id: { county, id } } });
  if (place === null) return null;
  requireDuty(ctx, place.areaCode);
  return { ...place, closedOn: dateToDay(place.closedOn) };
};

export const savePlace = (ctx: GuardedContext, input: SavePlace): Promise<{ rev: number }> => {
  const { county, placeId: id, areaCode, kind, name, code } = input;
  requireDuty(ctx, areaCode);
  return ctx.db.transact({ ...writeAs(ctx), county }, async ({ tx, at, audit }) => {
    const stored = await lockPlace(ctx, tx, county, id);
    const decided = decideSavePlace(input, stored);
    if (!decided.ok) return refuse(decided.error);
    const { rev } = decided.value;
    const known = await tx.area.findUnique({ where: { code: areaCode }, select: { code: true } });
    if (known === null) return refuse({ code: 'bad_input', fields: ['areaCode'] });
    const data = { areaCode, kind, name, nameKey: placeKey(name), code: placeKey(code), rev, ...sealContact(ctx.keys, id, input) }; // prettier-ignore
    if (stored === null)
      await tx.keyPlace.create({
        data: { county, id, createdBy: ctx.actor.userId, createdAt: at, ...data },
        select: { id: true },
      });
    else {
      await tx.keyPlace.update({ where: { county_id: { county, id } }, data, select: { id: true } });
      if (stored.areaCode !== areaCode)
        await tx.placeStay.updateMany({ where: { county, placeId: id }, data: { areaCode } });
    }
    await audit({ action: 'keyPlace.save', entity: 'key_place', entityId: id, detail: { areaCode, kind, rev } });
    return { rev };
  });
};

/** Nobody is moved out by closing: who still lives there stays listed until somebody says where they went. */
export const closePlace = (ctx: GuardedContext, { county, placeId, closedOn }: ClosePlace): Promise<null> =>
  ctx.db.transact({ ...writeAs(ctx), county }, async ({ tx, audit }) => {
    const place = await lockPlace(ctx, tx, county, placeId);
    if (place === null) return refuse({ code: 'not_found' });
    if (closedOn !== null && closedOn > shanghaiDay(ctx.now()))
      return refuse({ code: 'bad_input', fields: ['closedOn'] });
    await tx.keyPlace.update({
      where: { county_id: { county, id: placeId } },
      data: { closedOn: closedOn === null ? null : new Date(closedOn), rev: { increment: 1 } },
      select: { id: true },
    });
    const action = closedOn === null ? 'keyPlace.reopen' : 'keyPlace.close';
    await audit({ action, entity: 'key_place', entityId: placeId, detail: { closedOn } });
    return null;
  });

const select = { id: true, areaCode: true, placeId: true, fromOn: true, toOn: true } as const;
const days = <Stay extends { fromOn: Date | null; toOn: Date | null }>(stay: Stay) => ({
  ...stay,
  fromOn: dateToDay(stay.fromOn),
  toOn: dateToDay(stay.toOn),
});

export const moveIn = (ctx: GuardedContext, input: MoveIn): Promise<null> => {
  const { county, placeId, stayId, personCounty, personId, room, fromOn } = input;
  return ctx.db.transact({ ...writeAs(ctx), county }, async ({ tx, at, audit }) => {
    const place = await lockPlace(ctx, tx, county, placeId);
    const person = await tx.person.findUnique({
      where: { county_id: { county: personCounty, id: personId } },
      select: { areaCode: true },
    });
    if (person === null) return refuse({ code: 'not_found' });
    requireDuty(ctx, person.areaCode);
    const others = (await tx.placeStay.findMany({ where: { personCounty, personId }, select })).map(days);
    // the same request sent twice is one stay
    if (others.some(({ id }) => id === stayId)) return null;
    const decided = decideMoveIn(input, place, others, shanghaiDay(ctx.now()));
    if (!decided.ok || place === null) return refuse(decided.ok ? { code: 'not_found' } : decided.error);
    await tx.placeStay.create({
      data: {
        county,
        id: stayId,
        areaCode: place.areaCode,
        placeId,
        personCounty,
        personId,
        origin: 'hand',
        room,
        fromOn: new Date(fromOn),
        recordedAt: at,
      },
      select: { id: true },
    });
    await audit({ action: 'keyPlace.moveIn', entity: 'person', entityId: personId, detail: { placeId, fromOn } });
    return null;
  });
};

/** From here on it is a person's word: the next roster does not change it. */
export const moveOut = (ctx: GuardedContext, { county, stayId, toOn }: MoveOut): Promise<null> =>
  ctx.db.transact({ ...writeAs(ctx), county }, async ({ tx, audit }) => {
    const row = await tx.placeStay.findUnique({
      where: { county_id: { county, id: stayId } },
      select: { ...select, personId: true },
    });
    if (row !== null) requireDuty(ctx, row.areaCode);
    const decided = decideMoveOut({ toOn }, row === null ? null : days(row), shanghaiDay(ctx.now()));
    if (!decided.ok || row === null) return refuse(decided.ok ? { code: 'not_found' } : decided.error);
    await tx.placeStay.update({
      where: { county_id: { county, id: stayId } },
      data: { toOn: toOn === null ? null : new Date(toOn), origin: 'hand' },
      select: { id: true },
    });
    const { placeId, personId } = row;
    await audit({ action: 'keyPlace.moveOut', entity: 'person', entityId: personId, detail: { placeId, toOn } });
    return null;
  });
