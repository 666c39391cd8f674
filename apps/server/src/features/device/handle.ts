/** What the office does about tablets, and what a tablet tells. */
import type { z } from 'zod';
import type { DeviceReport, DeviceRequest, ImportUnsent } from '@qiaomen/domain/device/query';
import type { OneTimeCode, UserRequest } from '@qiaomen/domain/account/query';
import type { SealedAnswer } from '@qiaomen/domain/sync/query';
import { refuse } from '../../errors.ts';
import { findIdentity } from '../../identity/identity.ts';
import { expiryOfCode, hashOneTimeCode, newOneTimeCode } from '../../identity/one-time-code.ts';
import { takeSealed } from '../../sync/push-sealed.ts';
import { ranges, type DeviceContext, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

/** Duties that ended count too: whoever left may still hold a tablet. */
const usersInReach = (ctx: GuardedContext) => ({
  duties: { some: { OR: ranges(ctx).map((areaCode) => ({ areaCode })) } },
});

const findManaged = async (ctx: GuardedContext, deviceId: string) => {
  const device = await ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, (tx) =>
    tx.device.findFirst({
      where: { id: deviceId, user: usersInReach(ctx) },
      select: { id: true, userId: true, tokenHash: true, revokedAt: true },
    }),
  );
  return device ?? refuse({ code: 'not_found' });
};

/** The user's sessions end with it: nobody knows which of them runs on that tablet. */
export const revokeDevice = async (ctx: GuardedContext, input: z.infer<typeof DeviceRequest>): Promise<null> => {
  const device = await findManaged(ctx, input.deviceId);
  if (device.revokedAt !== null) return refuse({ code: 'already_decided' });
  await ctx.db.transact(writeAs(ctx), async ({ tx, at, audit }) => {
    await tx.device.updateMany({
      where: { id: device.id, revokedAt: null },
      data: { revokedAt: at, revokedBy: ctx.actor.userId },
    });
    await tx.session.deleteMany({ where: { userId: device.userId } });
    await audit({ action: 'device.revoke', entity: 'device', entityId: device.id, detail: { userId: device.userId } });
  });
  return null;
};

/** Read out or handed over on paper; makes one tablet ready for this user within a day. */
export const makeDeviceCode = async (
  ctx: GuardedContext,
  { userId }: z.infer<typeof UserRequest>,
): Promise<OneTimeCode> => {
  const user = await ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, (tx) =>
    tx.user.findFirst({ where: { id: userId, ...usersInReach(ctx) }, select: { id: true } }),
  );
  if (user === null) return refuse({ code: 'not_found' });
  const code = newOneTimeCode();
  const expiresAt = expiryOfCode(ctx.now());
  await ctx.db.transact(writeAs(ctx), async ({ tx, at, audit }) => {
    const codeHash = hashOneTimeCode(code);
    await tx.deviceCode.create({ data: { codeHash, userId, createdBy: ctx.actor.userId, createdAt: at, expiresAt } });
    await audit({ action: 'device.code', entity: 'user', entityId: userId, detail: {} });
  });
  return { userId, code, expiresAt: expiresAt.toISOString() };
};

/** A file that somebody carried: what it holds was proved by the tablet, not by whoever brings it. */
export const importUnsent = async (ctx: GuardedContext, input: ImportUnsent): Promise<SealedAnswer[]> => {
  const device = await findManaged(ctx, input.deviceId);
  const identity = await findIdentity(ctx.db, device.userId, ctx.now(), ctx.demo);
  if (identity === undefined) return refuse({ code: 'not_found' });
  const tablet = {
    deviceId: device.id,
    tokenHash: device.tokenHash,
    revoked: device.revokedAt !== null || identity.disabled,
    actor: identity.actor,
  };
  // the file has lain about for days: no clock can be compared
  const answers = await takeSealed(ctx, tablet, { ...input, deviceNow: ctx.now().toISOString() });
  const taken = answers.filter((answer) => answer.taken).length;
  await ctx.db.transact(writeAs(ctx), (writer) =>
    writer.audit({
      action: 'device.importUnsent',
      entity: 'device',
      entityId: device.id,
      detail: { taken, notTaken: answers.length - taken },
    }),
  );
  return answers;
};

/** Told under the device token, also by a tablet that was revoked: the answer is what makes it empty itself. */
export const takeReport = async (ctx: DeviceContext, report: DeviceReport): Promise<{ revoked: boolean }> => {
  const { deviceId, revoked } = ctx.device;
  const { unsent, appVersion } = report;
  // its own row only; the trail would be a line per minute and tablet
  await ctx.db.transact(writeAs(ctx), async ({ tx, at }) => {
    const data = { report, reportedAt: at, lastContactAt: at, unsent, appVersion };
    await tx.device.updateMany({ where: { id: deviceId, userId: ctx.actor.userId }, data });
  });
  return { revoked };
};
