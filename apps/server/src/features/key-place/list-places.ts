/** The places of the reader's areas, and one of them in full. */
import { AreaCode, CountyCode, rangeOf } from '@qiaomen/domain/area/area-code';
import { PlaceKind, type ListPlaces, type PlaceDetail, type PlaceRow, type ReadPlace } from '@qiaomen/domain/key-place/query'; // prettier-ignore
import type { Page } from '@qiaomen/domain/page';
import { placeKey } from '@qiaomen/domain/key-place/rosters';
import { can } from '@qiaomen/domain/policy';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { narrowTo } from '../../entry/ranges-condition.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { placeFigures, snapshotInForce } from './place-figures.ts';
import { openContact } from './sealed-contact.ts';

const select = { county: true, id: true, areaCode: true, kind: true, name: true, code: true, closedOn: true } as const;

export const listPlaces = (ctx: GuardedContext, input: ListPlaces): Promise<Page<PlaceRow>> => {
  const own = ranges(ctx);
  const within = input.areaCode === null ? own : narrowTo(own, rangeOf(input.areaCode));
  if (within.length === 0) refuse({ code: 'outside_area' });
  const { page, size } = input.page;
  const text = placeKey(input.text);
  const where = {
    AND: [
      { OR: within.map(({ gte, lt }) => ({ areaCode: { gte, lt } })) },
      text === '' ? {} : { OR: [{ nameKey: { contains: text } }, { code: { contains: text } }] },
    ],
    ...(input.kind === null ? {} : { kind: input.kind }),
    closedOn: input.closed ? { not: null } : null,
  };
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const total = await tx.keyPlace.count({ where });
    const rows = await tx.keyPlace.findMany({
      where,
      select,
      orderBy: [{ areaCode: 'asc' }, { name: 'asc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    const snapshot = await snapshotInForce(tx, input.campaignId);
    const asked = { campaignId: input.campaignId, snapshotId: snapshot?.id ?? null, today: shanghaiDay(ctx.now()) };
    const ids = rows.map(({ id }) => id);
    const figuresOf = await placeFigures(tx, ids, asked);
    const codes = rows.map((row) => row.areaCode);
    const pathOf = await areaPaths(tx, codes);
    return {
      total,
      rows: rows.map(({ id, ...row }) => ({
        ...row,
        county: CountyCode.parse(row.county),
        placeId: id,
        areaCode: AreaCode.parse(row.areaCode),
        areaPath: pathOf(row.areaCode),
        kind: PlaceKind.parse(row.kind),
        closedOn: dateToDay(row.closedOn),
        ...figuresOf(id),
      })),
    };
  });
};

export const readPlace = (ctx: GuardedContext, { county, placeId, campaignId }: ReadPlace): Promise<PlaceDetail> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const row = await tx.keyPlace.findUnique({ where: { county_id: { county, id: placeId } } });
    if (row === null) return refuse({ code: 'not_found' });
    const areaCode = AreaCode.parse(row.areaCode);
    if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
    const snapshot = await snapshotInForce(tx, campaignId);
    const asked = { campaignId, snapshotId: snapshot?.id ?? null, today: shanghaiDay(ctx.now()) };
    const figuresOf = await placeFigures(tx, [placeId], asked);
    const pathOf = await areaPaths(tx, [areaCode]);
    return {
      county,
      placeId,
      areaCode,
      areaPath: pathOf(areaCode),
      kind: PlaceKind.parse(row.kind),
      name: row.name,
      code: row.code,
      closedOn: dateToDay(row.closedOn),
      rev: row.rev,
      snapshotNumber: snapshot?.number ?? null,
      ...openContact(ctx.keys, row),
      ...figuresOf(placeId),
    };
  });
