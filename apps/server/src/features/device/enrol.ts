/** Makes a tablet ready for its user, and notices when it has been here before and lost what it held. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { EnrolDevice } from '@qiaomen/domain/account/query';
import type { DeviceRequest, TabletLoss } from '@qiaomen/domain/device/query';
import type { DeviceToken } from '@qiaomen/domain/sync/query';
import { outboxPublicKey } from '@qiaomen/prisma/outbox-key';
import type { Writer } from '@qiaomen/prisma/scoped';
import { refuse } from '../../errors.ts';
import { hashOneTimeCode } from '../../identity/one-time-code.ts';
import { hashToken } from '../../identity/sessions.ts';
import type { SessionContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { findLoss } from './find-loss.ts';

type Enrolled = DeviceToken & { loss: TabletLoss | null };

/** The token a tablet sends its work with, also after the session has ended. Only its SHA-256 stays here. */
export const enrolDevice = async (ctx: SessionContext, input: EnrolDevice): Promise<Enrolled> => {
  const { userId } = ctx.actor;
  const { label, appVersion } = input;
  const token = randomBytes(32).toString('base64url');
  const tokenHash = hashToken(token);
  const remembered = ctx.tablet.find(userId);
  const enrolled = await ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx, at } = writer;
    const known = await tx.device.findUnique({
      where: { id: input.deviceId },
      select: { userId: true, revokedAt: true },
    });
    // an id is one user's on one tablet, and a revoked one never comes back: then the tablet takes the new id in the answer
    const isOwn = known !== null && known.userId === userId && known.revokedAt === null;
    const id = known === null || isOwn ? input.deviceId : randomUUID();
    if (!isOwn && !(await isKnownBrowser(writer, userId, remembered)) && !ctx.demo)
      await useCode(writer, userId, input.code ?? null, id);
    const arrival = { userId, label, remembered, made: input.made ?? null };
    const loss = isOwn || input.emptied === true ? null : await findLoss(tx, arrival);
    const fields = { userId, tokenHash, label, appVersion, lastContactAt: at };
    await tx.device.upsert({ where: { id }, create: { id, createdAt: at, ...fields }, update: fields });
    await writer.audit({ action: 'account.enrolDevice', entity: 'device', entityId: id, detail: { appVersion } });
    if (loss?.certain === true) await noteLoss(writer, loss, id);
    return { deviceId: id, loss };
  });
  ctx.tablet.remember(userId, enrolled.deviceId);
  return { ...enrolled, token, outboxKey: outboxPublicKey(ctx.keys) };
};

/** A tablet that was made ready before needs no second code, whatever became of its storage. */
const isKnownBrowser = async ({ tx }: Writer, userId: string, remembered: string | null): Promise<boolean> =>
  remembered !== null && (await tx.device.count({ where: { id: remembered, userId, revokedAt: null } })) > 0;

/** Two tablets with one code: the row is taken by whoever comes first. */
const useCode = async ({ tx, at }: Writer, userId: string, code: string | null, deviceId: string): Promise<void> => {
  if (code === null) return refuse({ code: 'tablet_code_needed' });
  const used = await tx.deviceCode.updateMany({
    where: { codeHash: hashOneTimeCode(code), userId, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at, deviceId },
  });
  if (used.count !== 1) return refuse({ code: 'code_expired' });
};

const noteLoss = async ({ tx, at, audit }: Writer, loss: TabletLoss, replacedBy: string): Promise<void> => {
  const missing = loss.missing.map(([from, to]) => [from, to]);
  await tx.device.updateMany({
    where: { id: loss.deviceId, lostAt: null },
    data: { lostAt: at, lostMissing: missing, replacedBy },
  });
  await audit({ action: 'device.lost', entity: 'device', entityId: loss.deviceId, detail: { missing, replacedBy } });
};

/** The user says: yes, that tablet is this one. */
export const reportLoss = async (ctx: SessionContext, input: z.infer<typeof DeviceRequest>): Promise<null> => {
  const { userId } = ctx.actor;
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx } = writer;
    const device = await tx.device.findFirst({
      where: { id: input.deviceId, userId, lostAt: null },
      select: { id: true, label: true },
    });
    if (device === null) return refuse({ code: 'not_found' });
    const arrival = { userId, label: device.label, remembered: device.id, made: null };
    const loss = await findLoss(tx, arrival);
    const here = ctx.tablet.find(userId);
    if (loss === null || here === null || here === device.id) return refuse({ code: 'not_found' });
    await noteLoss(writer, loss, here);
  });
  return null;
};
