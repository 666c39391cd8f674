/** Tablets that proved a token. It outlives the session, so that work done offline can be sent without signing in first. */
import { sql, type Database } from '@qiaomen/prisma/scoped';
import type { Identity } from '../trpc.ts';
import { identityOf, identityStatements, type DutyRow, type UserRow } from './identity.ts';
import { hashToken } from './sessions.ts';

/** Tablet and user in one round trip. */
export const findDevice = async (
  db: Database,
  token: string,
  at: Date,
  demoInstall: boolean,
): Promise<{ deviceId: string; revoked: boolean; identity: Identity } | undefined> => {
  const tokenHash = hashToken(token);
  const [devices, users, duties] = await db.askReference<[{ id: string; revoked: boolean }, UserRow, DutyRow]>([
    sql`SELECT id::text, revoked_at IS NOT NULL AS revoked FROM device WHERE token_hash = ${tokenHash}`,
    ...identityStatements(sql`(SELECT user_id FROM device WHERE token_hash = ${tokenHash})`),
  ]);
  const [device] = devices;
  const identity = identityOf(users, duties, at, demoInstall);
  return device === undefined || identity === undefined
    ? undefined
    : { deviceId: device.id, revoked: device.revoked, identity };
};
