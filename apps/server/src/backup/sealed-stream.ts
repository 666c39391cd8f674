/**
 * A long file sealed piece by piece (AES-256-GCM). The number of the piece is its nonce and the last piece says that it is
 * the last, so that none can be changed, left out, put elsewhere or cut off unnoticed (STREAM: Hoang, Reyhanitabar, Rogaway,
 * Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015).
 */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

const pieceBytes = 1 << 20;
const tagBytes = 16;

/** The file was changed, is not whole, or was sealed with another key. */
export class BrokenSeal extends Error {}

/** One key seals one file only, so counting from zero never uses a nonce twice. */
const nonceOf = (piece: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(piece, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** Cuts what comes into pieces of one size; the last, which may be shorter or empty, is known only at the end. */
abstract class Pieces extends Transform {
  readonly #bytes: number;
  #held: Buffer[] = [];
  #length = 0;
  #piece = 0;

  constructor(bytes: number) {
    super();
    this.#bytes = bytes;
  }

  protected abstract turn(piece: Buffer, nonce: Buffer): Buffer;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#held.push(chunk);
    this.#length += chunk.length;
    try {
      if (this.#length > this.#bytes) this.#cut();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.push(this.turn(Buffer.concat(this.#held), nonceOf(this.#piece, true)));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  #cut(): void {
    const all = Buffer.concat(this.#held);
    let at = 0;
    for (; all.length - at > this.#bytes; at += this.#bytes) {
      this.push(this.turn(all.subarray(at, at + this.#bytes), nonceOf(this.#piece, false)));
      this.#piece += 1;
    }
    this.#held = [all.subarray(at)];
    this.#length = all.length - at;
  }
}

export class Sealing extends Pieces {
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    super(pieceBytes);
    this.#key = key;
  }

  protected turn(piece: Buffer, nonce: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

export class Opening extends Pieces {
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    super(pieceBytes + tagBytes);
    this.#key = key;
  }

  protected turn(piece: Buffer, nonce: Buffer): Buffer {
    if (piece.length < tagBytes) throw new BrokenSeal('the file ends too early');
    const text = piece.subarray(0, piece.length - tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce);
    decipher.setAuthTag(piece.subarray(piece.length - tagBytes));
    try {
      return Buffer.concat([decipher.update(text), decipher.final()]);
    } catch (cause) {
      throw new BrokenSeal('the file was changed, is not whole, or was sealed with another key', { cause });
    }
  }
}
