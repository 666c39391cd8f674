/** Codes an admin reads out or hands over on paper. Only their SHA-256 is kept: at 80 random bits a slow hash adds nothing. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's alphabet: no I, L, O or U, so that a code can be read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const oneTimeCodeHours = 24;

export const newOneTimeCode = (): string => {
  const symbols = [...randomBytes(16)].map((byte) => alphabet[byte % 32] ?? '0');
  return [0, 4, 8, 12].map((at) => symbols.slice(at, at + 4).join('')).join('-');
};

const normalise = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

export const hashOneTimeCode = (code: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(normalise(code)).digest());

export const isSameHash = (stored: Uint8Array, given: Uint8Array): boolean =>
  stored.length === given.length && timingSafeEqual(stored, given);

export const expiryOfCode = (at: Date): Date => new Date(at.getTime() + oneTimeCodeHours * 3_600_000);
