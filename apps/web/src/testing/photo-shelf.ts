/** A server's end for pictures, kept in memory, that can be told how to fail. */
import type { PhotoReply } from '@qiaomen/domain/photo/photo';

/** The other end: keeps what it is sent by place, unless it is told how to fail. */
export const makeShelf = () => {
  const shelf = { arrived: new Map<string, number>(), replies: [] as (PhotoReply | Error)[], calls: 0 };
  const answer = (place: string, of: number): PhotoReply => {
    const special = shelf.replies.shift();
    if (special instanceof Error) throw special;
    if (special !== undefined) return special;
    const received = shelf.arrived.get(place) ?? 0;
    return received >= of ? { state: 'kept' } : { state: 'receiving', received };
  };
  return {
    shelf,
    network: {
      ask: async ({ sha256 }: { sha256: string }) => {
        shelf.calls += 1;
        return answer(sha256, Number.POSITIVE_INFINITY);
      },
      send: async (
        { sha256 }: { sha256: string },
        { of, bytes }: { from: number; of: number; bytes: Uint8Array },
      ): Promise<PhotoReply> => {
        shelf.calls += 1;
        shelf.arrived.set(sha256, (shelf.arrived.get(sha256) ?? 0) + bytes.length);
        return answer(sha256, of);
      },
    },
  };
};
