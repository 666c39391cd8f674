import type { Derive } from './pin-cost.ts';

/** Makes a PIN into a key in a worker of its own, whose memory goes with it. */
export const deriveBeside: Derive = (pin, salt, cost) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pin-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | null>) => {
      worker.terminate();
      if (data === null) reject(new Error('this tablet cannot derive the key'));
      else resolve(data);
    });
    worker.addEventListener('error', () => {
      worker.terminate();
      reject(new Error('the worker did not start'));
    });
    worker.postMessage({ pin, salt, cost });
  });
