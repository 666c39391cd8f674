/** Pictures are bytes: they go beside the calls, in pieces, under the tablet's own token or the session of who carries them. */
import { PhotoReply, type PhotoPlace } from '@qiaomen/domain/photo/photo';
import type { PhotoPorts } from '@qiaomen/domain/photo/send-photos';

/** A connection that hangs must not hold the next picture for ever; a piece over a very slow line still passes. */
const longestCallMs = 60_000;

/** What the server says of one picture and its bytes, not of the line or of who asks: the next picture may still pass. */
const ofThisOne = new Set([400, 413, 500]);

interface Line {
  origin: string;
  call: (url: string, init: RequestInit) => Promise<Response>;
  longestMs: number;
}
const thisPage: Line = { origin: '', call: (url, init) => fetch(url, init), longestMs: longestCallMs };

export type PhotoNetwork = Pick<PhotoPorts, 'ask' | 'send'>;

/** @param token null where somebody brings pictures of a tablet in a file */
export const photoNetwork = (token: string | null, line: Line = thisPage): PhotoNetwork => {
  const folder = token === null ? 'carried-photos' : 'photos';
  const proof = token === null ? undefined : { 'x-device-token': token };
  const call = async ({ county, commandId, sha256 }: PhotoPlace, rest: string, init: RequestInit) => {
    const answer = await line.call(`${line.origin}/api/${folder}/${county}/${commandId}/${sha256}${rest}`, {
      ...init,
      headers: { 'x-qiaomen': '1', ...proof },
      signal: AbortSignal.timeout(line.longestMs),
    });
    if (ofThisOne.has(answer.status)) return { state: 'unknown' } as const;
    if (!answer.ok) throw new Error(`a picture was answered with ${answer.status}`);
    return PhotoReply.parse(await answer.json());
  };
  return {
    ask: (place) => call(place, '', { method: 'GET' }),
    send: (place, { from, of, bytes }) => call(place, `/${from}/${of}`, { method: 'PUT', body: bytes }),
  };
};
