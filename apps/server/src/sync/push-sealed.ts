/** Takes commands that only the server can open, and proves by the token inside that the tablet they name made them. */
import { timingSafeEqual } from 'node:crypto';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Actor } from '@qiaomen/domain/policy';
import type { PushSealed, SealedAnswer } from '@qiaomen/domain/sync/query';
import { receive } from '@qiaomen/domain/sync/receive';
import { UnreadableField } from '@qiaomen/prisma/field-crypto';
import { openFromTablet } from '@qiaomen/prisma/outbox-key';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { hashToken } from '../identity/sessions.ts';
import type { GuardedContext } from '../trpc.ts';
import { homeCountyOf } from './counties.ts';
import { postgresStore } from './postgres-store.ts';
import { idOfText } from './push.ts';

const Opened = z.strictObject({ token: z.string(), envelope: z.unknown() });

export interface SealingTablet {
  deviceId: string;
  tokenHash: Uint8Array;
  revoked: boolean;
  actor: Actor;
}

const openItem = (
  { keys }: GuardedContext,
  tablet: SealingTablet,
  item: PushSealed['items'][number],
): { id: string; envelope: unknown } | undefined => {
  try {
    const text = openFromTablet(keys, item.id, Buffer.from(item.sealed, 'base64'));
    const { token, envelope } = Opened.parse(JSON.parse(text));
    return timingSafeEqual(hashToken(token), tablet.tokenHash) ? { id: item.id, envelope } : undefined;
  } catch (cause) {
    if (cause instanceof UnreadableField || cause instanceof z.ZodError || cause instanceof SyntaxError)
      return undefined;
    throw cause;
  }
};

/** As if the tablet itself pushed them: the same rules, the same receipts. */
export const takeSealed = async (
  ctx: GuardedContext,
  tablet: SealingTablet,
  { items, deviceNow }: PushSealed,
): Promise<SealedAnswer[]> => {
  const opened = items.flatMap((item) => openItem(ctx, tablet, item) ?? []);
  const { actor, deviceId, revoked } = tablet;
  const areas = actor.duties.map((duty) => AreaCode.parse(duty.areaCode));
  const homeCounty = await ctx.db.reference((tx) => homeCountyOf(tx, areas));
  const answers = await receive({
    store: postgresStore(ctx.db, ctx.keys, ctx.now),
    sender: { actor, deviceId, revoked, homeCounty },
    commands: opened.map(({ envelope }) => envelope),
    deviceNow,
    now: ctx.now().toISOString(),
    idOfText,
    onFault: (fault) => ctx.log.error({ requestId: ctx.requestId, userId: actor.userId, err: fault }, 'command failed'),
  });
  const taken = new Set(opened.flatMap(({ id }, index) => (answers[index]?.state === 'retry' ? [] : [id])));
  return items.map(({ id }) => ({ id, taken: taken.has(id) }));
};

/** The owner signed in again and sends what an earlier PIN left behind. */
export const pushSealed = async (ctx: GuardedContext, input: PushSealed): Promise<SealedAnswer[]> => {
  const device = await ctx.db.reference((tx) =>
    tx.device.findUnique({
      where: { id: input.deviceId },
      select: { userId: true, tokenHash: true, revokedAt: true },
    }),
  );
  if (device === null || device.userId !== ctx.actor.userId) return refuse({ code: 'not_found' });
  const { tokenHash, revokedAt } = device;
  return takeSealed(ctx, { deviceId: input.deviceId, tokenHash, revoked: revokedAt !== null, actor: ctx.actor }, input);
};
