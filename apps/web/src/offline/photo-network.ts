/** Pictures are bytes: they go beside the calls, in pieces, under the tablet's own token. */
import { PhotoReply, type PhotoPlace } from '@qiaomen/domain/photo/photo';
import type { PhotoPorts } from '@qiaomen/domain/photo/send-photos';

/** A connection that hangs must not hold the next picture for ever; a piece over a very slow line still passes. */
const longestCallMs = 60_000;

export const photoNetwork = (token: string): Pick<PhotoPorts, 'ask' | 'send'> => {
  const call = async ({ county, commandId, sha256 }: PhotoPlace, rest: string, init: RequestInit) => {
    const answer = await fetch(`/api/photos/${county}/${commandId}/${sha256}${rest}`, {
      ...init,
      headers: { 'x-qiaomen': '1', 'x-device-token': token },
      signal: AbortSignal.timeout(longestCallMs),
    });
    if (!answer.ok) throw new Error(`a picture was answered with ${answer.status}`);
    return PhotoReply.parse(await answer.json());
  };
  return {
    ask: (place) => call(place, '', {}),
    send: (place, { from, of, bytes }) => call(place, `/${from}/${of}`, { method: 'PUT', body: bytes }),
  };
};
