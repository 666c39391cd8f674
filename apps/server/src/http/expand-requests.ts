/**
 * Work may come compressed: over a thin line a day of visits is a fifth of its size. What it grows to is bounded while it
 * grows, so that a few bytes which stand for gigabytes are refused before they fill anything.
 */
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

/** The whole body as the text it was, or a fault of its own kind: 413 too large, 415 unknown encoding, 400 damaged. */
export const expandRequests = (most: number): [RequestHandler, ErrorRequestHandler] => {
  const expand = express.text({ type: 'application/json', limit: most });
  return [
    (req, res, next) => {
      const encoding = req.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
      if (encoding === 'identity') next();
      else if (encoding === 'gzip') expand(req, res, next);
      else res.status(415).set('accept-encoding', 'gzip').json(faultOf(415));
    },
    (error: unknown, _req, res, _next) => {
      const status = statusOf(error);
      res.status(status).json(faultOf(status));
    },
  ];
};

const words = { 400: 'body_damaged', 413: 'file_too_large', 415: 'encoding_unknown' } as const;
type Status = keyof typeof words;

const statusOf = (error: unknown): Status => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 400;
  return status === 413 || status === 415 ? status : 400;
};

/** In the shape of every other answer of the API, so that a tablet reads the status and not a guest network's page. */
const faultOf = (status: Status) => ({ error: { message: words[status], code: -32600, data: { httpStatus: status } } });
