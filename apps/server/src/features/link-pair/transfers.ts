/** People of two counties who are one person: proposed by a decision, carried out by an act of its own. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import {
  TransferState,
  type ListTransfers,
  type SettleTransfer,
  type TransferRow,
} from '@qiaomen/domain/link-pair/query';
import type { Page } from '@qiaomen/domain/page';
import { can } from '@qiaomen/domain/policy';
import type { Writer } from '@qiaomen/prisma/scoped';
import type { z } from 'zod';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { newId } from '../../entry/new-id.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { carryOver, Moved, takeBack } from './carry-over.ts';
import { transferChoice } from './load-pairs.ts';
import { openSides } from './pair-rows.ts';

/** Both must be published and live in two counties; everybody else is one person after the next import. */
export const proposeTransfer = async (
  ctx: GuardedContext,
  writer: Writer,
  pair: { id: string; areaCode: AreaCode; left: string; right: string },
  keepCounty: string | null,
): Promise<void> => {
  const { tx, at } = writer;
  const sides = await openSides(tx, ctx.keys, [pair.left, pair.right]);
  const [left, right] = [sides.get(pair.left)?.side, sides.get(pair.right)?.side];
  if (left === undefined || right === undefined) return;
  const choice = transferChoice(left, right);
  if (choice === null || left.person === null || right.person === null) return;
  const kept = keepCounty ?? choice.counties[0]?.county;
  if (!choice.counties.some(({ county }) => county === kept))
    return refuse({ code: 'bad_input', fields: ['keepCounty'] });
  const [into, from] = left.person.county === kept ? [left.person, right.person] : [right.person, left.person];
  const id = newId(at);
  await tx.pairTransfer.create({
    data: {
      id,
      areaCode: pair.areaCode,
      pairId: pair.id,
      fromCounty: from.county,
      fromPerson: from.personId,
      intoCounty: into.county,
      intoPerson: into.personId,
      state: 'proposed',
      proposedBy: ctx.actor.userId,
      proposedAt: at,
    },
    select: { id: true },
  });
  const detail = { pairId: pair.id, from: from.county, into: into.county };
  await writer.audit({ action: 'linkPair.proposeTransfer', entity: 'pair_transfer', entityId: id, detail });
};

/** One that was carried out must be taken back by its own act first: it has moved doses and rows. */
export const withdrawTransfers = async (writer: Writer, pairIds: readonly string[]): Promise<void> => {
  if (pairIds.length === 0) return;
  const done = await writer.tx.pairTransfer.count({ where: { pairId: { in: [...pairIds] }, state: 'done' } });
  if (done > 0) refuse({ code: 'transfer_carried_out' });
  await writer.tx.pairTransfer.updateMany({
    where: { pairId: { in: [...pairIds] }, state: 'proposed' },
    data: { state: 'withdrawn', settledBy: writer.actorId, settledAt: writer.at },
  });
};

export const listTransfers = (
  ctx: GuardedContext,
  { state, page: { page, size } }: z.infer<typeof ListTransfers>,
): Promise<Page<TransferRow>> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const where = { state, OR: ranges(ctx).map((areaCode) => ({ areaCode })) };
    const rows = await tx.pairTransfer.findMany({
      where,
      orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
      skip: page * size,
      take: size,
    });
    const people = await tx.person.findMany({
      where: { OR: rows.map((row) => ({ county: row.intoCounty, id: row.intoPerson })) },
      select: { id: true, name: true, birthDate: true },
    });
    const users = await userNames(
      tx,
      rows.flatMap((row) => [row.proposedBy, row.settledBy]),
    );
    const nameOf = await areaPaths(
      tx,
      rows.flatMap((row) => [row.fromCounty, row.intoCounty]),
    );
    const end = (county: string, personId: string) => ({ county, personId, countyName: nameOf(county)[0] ?? county });
    return {
      rows: rows.map((row): TransferRow => {
        const person = people.find(({ id }) => id === row.intoPerson);
        const moved = Moved.parse(row.moved);
        return {
          id: row.id,
          state: TransferState.parse(row.state),
          name: person?.name ?? '',
          birthDate: dateToDay(person?.birthDate ?? null),
          from: end(row.fromCounty, row.fromPerson),
          into: end(row.intoCounty, row.intoPerson),
          proposedBy: users.get(row.proposedBy) ?? '',
          proposedAt: row.proposedAt.toISOString(),
          settledBy: row.settledBy === null ? null : (users.get(row.settledBy) ?? ''),
          settledAt: row.settledAt?.toISOString() ?? null,
          sources: moved.sources.length,
          doses: moved.doses.length,
        };
      }),
      total: await tx.pairTransfer.count({ where }),
    };
  });

const before = { carry_out: 'proposed', swap: 'proposed', withdraw: 'proposed', take_back: 'done' } as const;
const after = { carry_out: 'done', swap: 'proposed', withdraw: 'withdrawn', take_back: 'proposed' } as const;

export const settleTransfer = (
  ctx: GuardedContext,
  { transferId, act }: z.infer<typeof SettleTransfer>,
): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at } = writer;
    await tx.$queryRaw`SELECT id FROM link.pair_transfer WHERE id = ${transferId}::uuid FOR UPDATE`;
    const row = await tx.pairTransfer.findUnique({ where: { id: transferId } });
    if (row === null) return refuse({ code: 'not_found' });
    const areaCode = AreaCode.parse(row.areaCode);
    if (!can(ctx.actor, ctx.permission, { areaCode, at: at.toISOString() })) return refuse({ code: 'outside_area' });
    if (row.state !== before[act]) return refuse({ code: 'changed_meanwhile' });
    const from = { county: row.fromCounty, personId: row.fromPerson };
    const into = { county: row.intoCounty, personId: row.intoPerson };
    const settled = { state: after[act], settledBy: ctx.actor.userId, settledAt: at };
    const data =
      act === 'carry_out'
        ? { ...settled, moved: await carryOver(writer, areaCode, from, into) }
        : act === 'take_back'
          ? {
              ...settled,
              moved: await takeBack(writer, areaCode, { transferId, from, into, moved: Moved.parse(row.moved) }),
            }
          : act === 'swap'
            ? { fromCounty: into.county, fromPerson: into.personId, intoCounty: from.county, intoPerson: from.personId }
            : settled;
    await tx.pairTransfer.update({ where: { id: transferId }, data, select: { id: true } });
    const detail = { act, from: from.county, into: into.county };
    await writer.audit({ action: 'linkPair.settleTransfer', entity: 'pair_transfer', entityId: transferId, detail });
    return null;
  });
