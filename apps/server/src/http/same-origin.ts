/** Only our own pages may speak to the API (ASVS 5.0 3.5.1–3.5.3). */
import type { Request, RequestHandler } from 'express';

/** A header no form and no image can send; a script of another site would have to ask first, and nobody answers. */
export const ownHeader = 'x-qiaomen';

const reads = new Set(['GET', 'HEAD']);

const ownOrigin = (req: Request, configured: string | null): string =>
  configured ?? `${req.protocol}://${req.get('host') ?? ''}`;

const isCrossSite = (req: Request, configured: string | null): boolean => {
  const site = req.get('sec-fetch-site');
  // a download opened from the address bar has site `none`
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && reads.has(req.method))) return true;
  const origin = req.get('origin');
  return origin !== undefined && origin !== ownOrigin(req, configured);
};

/** Reads by address need no own header: a link to a download cannot send one, and the cookie is SameSite=Strict. */
export const requireSameOrigin =
  (configured: string | null): RequestHandler =>
  (req, res, next) => {
    if (isCrossSite(req, configured) || (!reads.has(req.method) && req.get(ownHeader) !== '1')) {
      res.status(403).json({ error: { message: 'forbidden', data: { domain: { code: 'forbidden' } } } });
      return;
    }
    next();
  };

/** Queries go by POST too, so that no name or number is ever part of an address; and a POST carries JSON or nothing. */
export const requireJsonPost: RequestHandler = (req, res, next) => {
  const type = req.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (req.method !== 'POST') res.status(405).set('allow', 'POST').end();
  else if (type !== 'application/json') res.status(415).end();
  else next();
};
