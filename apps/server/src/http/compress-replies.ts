/**
 * Lists go out compressed: over 1 Mbit/s a tablet's first download is a matter of seconds. Only for replies that repeat
 * nothing of what the request said, so that no secret can be guessed from a length (BREACH).
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const pack = promisify(gzip);
/** about one packet: below it compressing gains nothing */
const smallest = 1_400;

const bytesOf = (chunk: unknown): Uint8Array[] =>
  typeof chunk === 'string' ? [Buffer.from(chunk)] : chunk instanceof Uint8Array ? [chunk] : [];

export const compressReplies: RequestHandler = (req, res, next) => {
  if (!/\bgzip\b/.test(req.get('accept-encoding') ?? '')) return next();
  const chunks: Uint8Array[] = [];
  const endPlain = res.end.bind(res);
  const finish = async (): Promise<void> => {
    res.vary('accept-encoding');
    const whole = Buffer.concat(chunks);
    if (whole.length < smallest) return void endPlain(whole);
    const packed = await pack(whole);
    res.removeHeader('content-length');
    res.set('content-encoding', 'gzip');
    endPlain(packed);
  };
  Object.assign(res, {
    write: (chunk: unknown): boolean => {
      chunks.push(...bytesOf(chunk));
      return true;
    },
    end: (chunk: unknown): typeof res => {
      chunks.push(...bytesOf(chunk));
      finish().catch((fault: unknown) => res.destroy(fault instanceof Error ? fault : undefined));
      return res;
    },
  });
  next();
};
