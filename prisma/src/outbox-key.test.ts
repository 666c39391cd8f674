import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UnreadableField, type FieldKeys } from './field-crypto.ts';
import { openFromTablet, outboxPublicKey } from './outbox-key.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const keys: FieldKeys = { current: 1, sealing: new Map([[1, key]]), index: key };
const id = '019aa000-0000-7000-8000-000000000001';

/** Recorded in a browser's code (apps/web/src/offline/for-server.ts) for the public key below. */
const publicKey = 'BM0YZZIPeoeSJp/crXmJy+QiqfMXxuPsW33XnOAO80c55yzzEiASAgFSJnnmCOXI2q1fkFdQsepwTsBWr3CXaMQ=';
const sealed = Buffer.from(
  'AQRczL5Meb39dV8EUhr6JUU95AdOA9qz4mzByc1BaS8wM3h9cYNB2hJGU3rSQoHAGTyMMHqUflYXSeUPPoM54qi1m1JnWww3CbgLr80syjZBmAD16APPPoX+lbBzTzfWPPJuxQ4QSmfAq7ebdnIdmZryaGtH7inMaBAgEgJtR1+HlcScYCrQ4ZQBpjc2M9IFFHQ+TZCbzeWuscvMtiKwJzemdhUlD7CQcqU=',
  'base64',
);

describe('what a tablet sealed for the server', () => {
  it('opens with the key that is made from the install, the same one after every start', () => {
    expect(outboxPublicKey(keys)).toBe(publicKey);
    expect(JSON.parse(openFromTablet({ ...keys }, id, sealed))).toEqual({ token: 'a token', envelope: { id } });
  });

  it('does not open under another id, changed, cut short, or on another server', () => {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(90) ^ 1, 90);
    const offTheCurve = Buffer.from(sealed);
    offTheCurve.writeUInt8(offTheCurve.readUInt8(40) ^ 1, 40);
    const other = { ...keys, index: createSecretKey(Buffer.alloc(32, 8)) };
    const refused: [FieldKeys, string, Uint8Array][] = [
      [keys, '019aa000-0000-7000-8000-000000000002', sealed],
      [keys, id, changed],
      [keys, id, offTheCurve],
      [keys, id, sealed.subarray(0, 60)],
      [keys, id, new Uint8Array()],
      [other, id, sealed],
    ];
    for (const [by, named, bytes] of refused) expect(() => openFromTablet(by, named, bytes)).toThrow(UnreadableField);
  });
});
