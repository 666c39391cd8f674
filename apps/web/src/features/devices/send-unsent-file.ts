import type { ImportUnsent, UnsentFile, UnsentPhoto } from '@qiaomen/domain/device/query';
import { sendPhotos } from '@qiaomen/domain/photo/send-photos';
import { maxPushBatch, type SealedAnswer } from '@qiaomen/domain/sync/query';
import { bytesOfBase64 } from '../../offline/for-server.ts';
import type { PhotoNetwork } from '../../offline/photo-network.ts';

export interface Carried {
  taken: number;
  left: number;
}

/** Piece by piece; sent again from the start it does no harm, because the server takes each command once. */
export const sendUnsentFile = async (
  { tablets }: UnsentFile,
  send: (input: ImportUnsent) => Promise<SealedAnswer[]>,
  onProgress: (done: number, total: number) => void,
): Promise<Carried> => {
  const total = tablets.reduce((sum, { items }) => sum + items.length, 0);
  let done = 0;
  let taken = 0;
  for (const { deviceId, items } of tablets) {
    for (let at = 0; at < items.length; at += maxPushBatch) {
      const answers = await send({ deviceId, items: items.slice(at, at + maxPushBatch) });
      taken += answers.filter((answer) => answer.taken).length;
      done += answers.length;
      onProgress(done, total);
    }
  }
  return { taken, left: total - taken };
};

/** After their acts; a picture the server has already is taken. Where it says "later", the same file is brought again. */
export const sendUnsentPhotos = async (
  photos: AsyncIterable<UnsentPhoto>,
  total: number,
  network: PhotoNetwork,
  onProgress: (done: number, total: number) => void,
): Promise<Carried> => {
  let done = 0;
  let taken = 0;
  let isLater = false;
  for await (const { sealed, ...place } of photos) {
    const bytes = bytesOfBase64(sealed);
    await sendPhotos({
      ...network,
      waiting: async () => (isLater ? [] : [{ ...place, id: place.sha256, bytes: bytes.length }]),
      read: async (_id, from, to) => bytes.slice(from, to),
      kept: async () => {
        taken += 1;
      },
      refused: async () => undefined,
      delayed: async () => {
        isLater = true;
      },
      mayGoOn: () => true,
    });
    done += 1;
    onProgress(done, total);
  }
  return { taken, left: total - taken };
};
