/** One picture or voice note, opened. Every look is written down. */
import { AreaCode, type CountyCode } from '@qiaomen/domain/area/area-code';
import { PhotoKind } from '@qiaomen/domain/photo/photo';
import { can } from '@qiaomen/domain/policy';
import { openBytes } from '@qiaomen/prisma/field-crypto';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { photoContext } from './take-piece.ts';

interface Shown {
  kind: PhotoKind;
  /** JPEG, or WebM with Opus */
  bytes: Buffer;
}

export const showPhoto = (ctx: GuardedContext, { county, id }: { county: CountyCode; id: string }): Promise<Shown> =>
  ctx.db.transact(writeAs(ctx), async ({ tx, audit }) => {
    const row = await tx.photo.findUnique({ where: { county_id: { county, id } } });
    if (row === null) return refuse({ code: 'not_found' });
    const target = { areaCode: AreaCode.parse(row.areaCode), at: ctx.now().toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    const { personId, eventId } = row;
    await audit({ action: 'photo.show', entity: 'photo', entityId: id, detail: { personId, eventId, kind: row.kind } });
    return { kind: PhotoKind.parse(row.kind), bytes: openBytes(ctx.keys, photoContext(id), row.bodyCipher) };
  });
