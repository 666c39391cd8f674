/** Who is asking: read from the cookie or the device token, afresh on every request. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Database } from '@qiaomen/prisma/scoped';
import type { Attempts } from '../identity/attempts.ts';
import { findDevice } from '../identity/devices.ts';
import { findSignedIn, touchSession } from '../identity/sessions.ts';
import type { Log } from '../log.ts';
import type { Context } from '../trpc.ts';
import { readSessionToken, sessionCookie, tabletCookie } from './cookies.ts';

export interface ServerDeps {
  db: Database;
  keys: FieldKeys;
  dataDir: string;
  workDir: string;
  now(): Date;
  log: Log;
  demo: boolean;
  attempts: Attempts;
}

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Cookie, service worker and WebCrypto work over https, and on the machine itself. */
const isSecure = (req: Request): boolean => req.secure || localNames.has(req.hostname);

export const createContext = async (deps: ServerDeps, req: Request, res: Response): Promise<Context> => {
  const now = deps.now();
  const [session, device] = await Promise.all([
    readSession(deps, readSessionToken(req.get('cookie')), now),
    readDevice(deps, req.get('x-device-token'), now),
  ]);
  return {
    ...deps,
    requestId: randomUUID(),
    secure: isSecure(req),
    ip: req.ip ?? '',
    cookie: sessionCookie(res),
    tablet: tabletCookie(req.get('cookie'), res),
    session,
    device,
  };
};

const readSession = async (
  { db, demo }: ServerDeps,
  token: string | undefined,
  now: Date,
): Promise<Context['session']> => {
  if (token === undefined) return null;
  const found = await findSignedIn(db, token, now, demo);
  if (found === undefined) return null;
  const { session, identity } = found;
  if (session.needsTouch) await touchSession(db, session.tokenHash, now);
  return { tokenHash: session.tokenHash, mfa: session.mfa, createdAt: session.createdAt, identity };
};

const readDevice = async (
  { db, demo }: ServerDeps,
  token: string | undefined,
  now: Date,
): Promise<Context['device']> =>
  token === undefined || token.length > 100 ? null : ((await findDevice(db, token, now, demo)) ?? null);
