/** Names of rosters that stand for no place yet, and whoever says once which place they mean. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { InstitutionRow, ListInstitutions, MapInstitution } from '@qiaomen/domain/key-place/query';
import type { Page } from '@qiaomen/domain/page';
import { can } from '@qiaomen/domain/policy';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

export const listInstitutions = (ctx: GuardedContext, input: ListInstitutions): Promise<Page<InstitutionRow>> => {
  const { page, size } = input.page;
  const within = { OR: ranges(ctx).map(({ gte, lt }) => ({ areaCode: { gte, lt } })) };
  const where = input.unmatched ? { ...within, placeId: null } : within;
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const total = await tx.placeInstitution.count({ where });
    const rows = await tx.placeInstitution.findMany({
      where,
      orderBy: [{ residents: 'desc' }, { name: 'asc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    });
    const ids = rows.flatMap(({ placeId }) => placeId ?? []);
    const places = await tx.keyPlace.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    return {
      total,
      rows: rows.map(({ id, name, code, residents, placeCounty, placeId }) => ({
        institutionId: id,
        name,
        code,
        residents,
        place:
          placeId === null || placeCounty === null
            ? null
            : { county: placeCounty, placeId, name: places.find((place) => place.id === placeId)?.name ?? '–' },
      })),
    };
  });
};

export const mapInstitution = (ctx: GuardedContext, { institutionId, place }: MapInstitution): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async ({ tx, audit, enqueue }) => {
    const row = await tx.placeInstitution.findUnique({ where: { id: institutionId }, select: { areaCode: true } });
    if (row === null) return refuse({ code: 'not_found' });
    const areaCode = AreaCode.parse(row.areaCode);
    if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
    if (place !== null) {
      const { county, placeId: id } = place;
      const found = await tx.keyPlace.findUnique({ where: { county_id: { county, id } }, select: { id: true } });
      if (found === null) return refuse({ code: 'not_found' });
    }
    await tx.placeInstitution.update({
      where: { id: institutionId },
      data: { placeCounty: place?.county ?? null, placeId: place?.placeId ?? null },
      select: { id: true },
    });
    await audit({
      action: 'keyPlace.map',
      entity: 'place_institution',
      entityId: institutionId,
      detail: { placeId: place?.placeId ?? null },
    });
    await enqueue('keyPlace.takeRosters', { area: areaCode }, { jobKey: `keyPlace.takeRosters ${areaCode}` });
    return null;
  });

/** The rosters of the prefecture again, now. */
export const askRosters = (ctx: GuardedContext): Promise<null> =>
  ctx.db.transact(writeAs(ctx), async ({ audit, enqueue }) => {
    const area = ctx.fence.slice(0, 4);
    const at = ctx.now().toISOString();
    if (ctx.fence.length > 4 || !can(ctx.actor, ctx.permission, { areaCode: AreaCode.parse(area), at }))
      refuse({ code: 'outside_area' });
    await enqueue('keyPlace.takeRosters', { area }, { jobKey: `keyPlace.takeRosters ${area}` });
    await audit({ action: 'keyPlace.askRosters', entity: 'key_place', entityId: null, detail: {} });
    return null;
  });
