/** The work itself, wherever it runs. */
import { argon2id } from 'hash-wasm';
import type { Derive } from './pin-cost.ts';

const keyLength = 32;

export const derivePinKey: Derive = async (pin, salt, cost) => {
  switch (cost.kdf) {
    case 'argon2id': {
      const { memoryKiB: memorySize, passes: iterations } = cost;
      const shape = { parallelism: 1, hashLength: keyLength, outputType: 'binary' } as const;
      return new Uint8Array(await argon2id({ password: pin, salt, memorySize, iterations, ...shape }));
    }
    case 'pbkdf2': {
      const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
        'deriveBits',
      ]);
      const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: cost.rounds };
      return new Uint8Array(await crypto.subtle.deriveBits(how, secret, keyLength * 8));
    }
  }
};
