/** The one cookie. The prefix makes browsers insist on Secure, Path=/ and no Domain. */
import type { Response } from 'express';
import { cookieName } from '../identity/sessions.ts';
import type { SessionCookie } from '../trpc.ts';

/** Anything that is not 32 bytes in base64url is not a token of ours and is never looked up. */
const token = /^[A-Za-z0-9_-]{43}$/;

export const readSessionToken = (header: string | undefined): string | undefined => {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === cookieName && value !== undefined && token.test(value)) return value;
  }
  return undefined;
};

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

export const sessionCookie = (res: Response): SessionCookie => ({
  set: (value, expires) => void res.cookie(cookieName, value, { ...attributes, expires }),
  clear: () => void res.clearCookie(cookieName, attributes),
});
