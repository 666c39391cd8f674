import type { ImportUnsent, UnsentFile } from '@qiaomen/domain/device/query';
import { maxPushBatch, type SealedAnswer } from '@qiaomen/domain/sync/query';

/** Piece by piece; sent again from the start it does no harm, because the server takes each command once. */
export const sendUnsentFile = async (
  { tablets }: UnsentFile,
  send: (input: ImportUnsent) => Promise<SealedAnswer[]>,
  onProgress: (done: number, total: number) => void,
): Promise<{ taken: number; left: number }> => {
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
