/** Beside the page, so that the screen stays alive while a PIN is made into a key. */
import { derivePinKey } from './derive-pin-key.ts';
import type { PinCost } from './pin-cost.ts';

self.addEventListener(
  'message',
  ({ data }: MessageEvent<{ pin: string; salt: Uint8Array<ArrayBuffer>; cost: PinCost }>) => {
    derivePinKey(data.pin, data.salt, data.cost).then(
      (key) => self.postMessage(key),
      () => self.postMessage(null),
    );
  },
);
