/** Tablets that proved a token. It outlives the session, so that work done offline can be sent without signing in first. */
import type { Database } from '@qiaomen/prisma/scoped';
import { hashToken } from './sessions.ts';

export const findDevice = async (
  db: Database,
  token: string,
): Promise<{ deviceId: string; userId: string; revoked: boolean } | undefined> => {
  const device = await db.reference((tx) =>
    tx.device.findUnique({
      where: { tokenHash: hashToken(token) },
      select: { id: true, userId: true, revokedAt: true },
    }),
  );
  return device === null
    ? undefined
    : { deviceId: device.id, userId: device.userId, revoked: device.revokedAt !== null };
};
