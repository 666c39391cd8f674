/** Opaque sessions: the browser holds 32 random bytes, the database their SHA-256. Looked up on every request, so an end is at once. */
import { createHash, randomBytes } from 'node:crypto';
import { rolesWithTotp, type Role } from '@qiaomen/domain/account/role';
import { sql, type Database, type Prisma, type Tx } from '@qiaomen/prisma/scoped';
import type { Identity, SessionRef } from '../trpc.ts';
import { identityOf, identityStatements, type DutyRow, type UserRow } from './identity.ts';

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

interface SessionRow {
  userId: string;
  mfa: boolean;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  role: Role;
}

const sessionStatement = (tokenHash: Uint8Array): Prisma.Sql => sql`
  SELECT s.user_id::text AS "userId", s.mfa, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
    s.expires_at AS "expiresAt", u.role
  FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = ${tokenHash}`;

const liveSession = (
  [session]: readonly SessionRow[],
  tokenHash: Uint8Array<ArrayBuffer>,
  at: Date,
): LiveSession | undefined => {
  if (session === undefined) return undefined;
  const { idle } = limitsOf(session.role);
  const unseen = at.getTime() - session.lastSeenAt.getTime();
  if (session.expiresAt <= at || unseen > idle) return undefined;
  const { userId, mfa, createdAt } = session;
  return { tokenHash, userId, mfa, createdAt, needsTouch: unseen > touchEvery };
};

export const findSession = async (db: Database, token: string, at: Date): Promise<LiveSession | undefined> => {
  const tokenHash = hashToken(token);
  const [sessions] = await db.askReference<[SessionRow]>([sessionStatement(tokenHash)]);
  return liveSession(sessions, tokenHash, at);
};

/** Session and user in one round trip: every request begins with it. */
export const findSignedIn = async (
  db: Database,
  token: string,
  at: Date,
  demoInstall: boolean,
): Promise<{ session: LiveSession; identity: Identity } | undefined> => {
  const tokenHash = hashToken(token);
  const [sessions, users, duties] = await db.askReference<[SessionRow, UserRow, DutyRow]>([
    sessionStatement(tokenHash),
    ...identityStatements(sql`(SELECT user_id FROM session WHERE token_hash = ${tokenHash})`),
  ]);
  const session = liveSession(sessions, tokenHash, at);
  if (session === undefined) return undefined;
  const identity = identityOf(users, duties, at, demoInstall);
  return identity === undefined ? undefined : { session, identity };
};

/** A sign of life, not an act: the trail does not keep it. */
export const touchSession = async (db: Database, tokenHash: Uint8Array<ArrayBuffer>, at: Date): Promise<void> => {
  await db.transact({ scope: { area: '00' }, actorId: null, county: '000000', at }, (writer) =>
    writer.tx.session.updateMany({ where: { tokenHash, lastSeenAt: { lt: at } }, data: { lastSeenAt: at } }),
  );
};
