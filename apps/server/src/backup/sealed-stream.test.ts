/** What a backup's seal lets through, and what not. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { BrokenSeal, Opening, Sealing } from './sealed-stream.ts';

const key = createSecretKey(randomBytes(32));
const sealedPiece = (1 << 20) + 16;
const seal = (text: Buffer, chunk = 70_001): Promise<Buffer> => buffer(inChunks(text, chunk).pipe(new Sealing(key)));
const unseal = async (sealed: Buffer, chunk = 70_001, by = key): Promise<Buffer> => {
  const opening = new Opening(by);
  const source = inChunks(sealed, chunk);
  source.on('error', (error) => opening.destroy(error));
  return buffer(source.pipe(opening));
};
const inChunks = (text: Buffer, chunk: number): Readable => {
  const chunks: Buffer[] = [];
  for (let at = 0; at < text.length; at += chunk) chunks.push(text.subarray(at, at + chunk));
  return Readable.from(chunks);
};

describe('a sealed file', () => {
  it.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20, 3_500_000])(
    'of %i bytes comes back as it was, however it is cut on its way',
    async (bytes) => {
      const text = randomBytes(bytes);
      const sealed = await seal(text);
      expect((await unseal(sealed, 999_983)).equals(text)).toBe(true);
      expect((await unseal(sealed, 5 << 20)).equals(text)).toBe(true);
    },
  );

  it('is refused when a byte changed, a piece is missing, doubled or elsewhere, the end is cut off, or the key is another', async () => {
    const sealed = await seal(randomBytes(3_500_000));
    const piece = (at: number): Buffer => sealed.subarray(at * sealedPiece, (at + 1) * sealedPiece);
    const flipped = Buffer.from(sealed);
    flipped[2_000_000] = (flipped[2_000_000] ?? 0) ^ 1;
    const bad = [
      flipped,
      Buffer.concat([piece(0), piece(2), piece(3)]),
      Buffer.concat([piece(0), piece(0), piece(1), piece(2), piece(3)]),
      Buffer.concat([piece(1), piece(0), piece(2), piece(3)]),
      Buffer.concat([piece(0), piece(1), piece(2)]),
      sealed.subarray(0, sealed.length - 1),
      Buffer.alloc(0),
    ];
    for (const one of bad) await expect(unseal(one)).rejects.toBeInstanceOf(BrokenSeal);
    const other = createSecretKey(randomBytes(32));
    await expect(unseal(sealed, 70_001, other)).rejects.toBeInstanceOf(BrokenSeal);
  });
});
