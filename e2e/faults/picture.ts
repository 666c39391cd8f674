/** Bytes the server takes for a picture, each time others, of the size a tablet sends. */
import { randomBytes } from 'node:crypto';

const bytesOfOne = 200_000;

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

export const aPicture = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xdb, randomBytes(64)),
      segment(0xda, Buffer.from('scan')),
      // a byte of 0xff would begin a marker
      randomBytes(bytesOfOne).map((byte) => (byte === 0xff ? 0 : byte)),
      Buffer.from([0xff, 0xd9]),
    ]),
  );
