/** Opaque sessions: the browser holds 32 random bytes, the database their SHA-256. Looked up on every request, so an end is at once. */
import { createHash, randomBytes } from 'node:crypto';
import { rolesWithTotp, type Role } from '@qiaomen/domain/account/role';
import type { Database, Tx } from '@qiaomen/prisma/scoped';
import type { SessionRef } from '../trpc.ts';

export const cookieName = '__Host-qiaomen';

const hour = 3_600_000;
/** Roles that see other people's lists are signed out sooner (ASVS 5.0 7.3.1, 7.3.2). */
const office = { idle: hour / 2, absolute: 12 * hour };
const field = { idle: 12 * hour, absolute: 7 * 24 * hour };
const limitsOf = (role: Role): typeof office => (rolesWithTotp.includes(role) ? office : field);

/** An idle clock needs no better resolution than this; writing it on every request would cost a transaction each. */
const touchEvery = 60_000;

export const hashToken = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest());

export const newToken = (): string => randomBytes(32).toString('base64url');

/** Inside the transaction that signs someone in. */
export const openSession = async (
  tx: Tx,
  session: { userId: string; role: Role; mfa: boolean; at: Date },
): Promise<{ token: string; expiresAt: Date }> => {
  const token = newToken();
  const expiresAt = new Date(session.at.getTime() + limitsOf(session.role).absolute);
  await tx.session.deleteMany({ where: { userId: session.userId, expiresAt: { lt: session.at } } });
  await tx.session.create({
    data: {
      tokenHash: hashToken(token),
      userId: session.userId,
      createdAt: session.at,
      lastSeenAt: session.at,
      expiresAt,
      mfa: session.mfa,
    },
  });
  return { token, expiresAt };
};

export interface LiveSession extends SessionRef {
  userId: string;
  needsTouch: boolean;
}

export const findSession = async (db: Database, token: string, at: Date): Promise<LiveSession | undefined> => {
  const tokenHash = hashToken(token);
  const session = await db.reference((tx) =>
    tx.session.findUnique({
      where: { tokenHash },
      select: {
        userId: true,
        mfa: true,
        createdAt: true,
        lastSeenAt: true,
        expiresAt: true,
        user: { select: { role: true } },
      },
    }),
  );
  if (session === null) return undefined;
  const { idle } = limitsOf(session.user.role as Role);
  const unseen = at.getTime() - session.lastSeenAt.getTime();
  if (session.expiresAt <= at || unseen > idle) return undefined;
  return {
    tokenHash,
    userId: session.userId,
    mfa: session.mfa,
    createdAt: session.createdAt,
    needsTouch: unseen > touchEvery,
  };
};

/** A sign of life, not an act: the trail does not keep it. */
export const touchSession = async (db: Database, tokenHash: Uint8Array<ArrayBuffer>, at: Date): Promise<void> => {
  await db.transact({ scope: { area: '00' }, actorId: null, county: '000000', at }, (writer) =>
    writer.tx.session.updateMany({ where: { tokenHash, lastSeenAt: { lt: at } }, data: { lastSeenAt: at } }),
  );
};
