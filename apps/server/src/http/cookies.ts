/** The cookies: a session's, and per user the tablet's. The prefix makes browsers insist on Secure, Path=/ and no Domain. */
import type { Response } from 'express';
import { cookieName } from '../identity/sessions.ts';
import type { SessionCookie, TabletCookie } from '../trpc.ts';

/** Anything that is not 32 bytes in base64url is not a token of ours and is never looked up. */
const token = /^[A-Za-z0-9_-]{43}$/;

export const readSessionToken = (header: string | undefined): string | undefined => {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === cookieName && value !== undefined && token.test(value)) return value;
  }
  return undefined;
};

const valueOf = (header: string | undefined, wanted: string): string | undefined =>
  (header ?? '')
    .split(';')
    .map((part) => part.trim().split('=', 2))
    .find(([name]) => name === wanted)?.[1];

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

export const sessionCookie = (res: Response): SessionCookie => ({
  set: (value, expires) => void res.cookie(cookieName, value, { ...attributes, expires }),
  clear: () => void res.clearCookie(cookieName, attributes),
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// browsers keep a cookie for 400 days at most
const rememberedMs = 400 * 24 * 3_600_000;
const tabletCookieName = (userId: string): string => `__Host-tablet-${userId}`;

export const tabletCookie = (header: string | undefined, res: Response): TabletCookie => ({
  find: (userId) => {
    const value = valueOf(header, tabletCookieName(userId));
    return value !== undefined && uuid.test(value) ? value : null;
  },
  remember: (userId, deviceId) =>
    void res.cookie(tabletCookieName(userId), deviceId, { ...attributes, maxAge: rememberedMs }),
});
