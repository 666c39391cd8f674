/** One-time passwords (RFC 6238): six digits, 30 seconds, each step accepted once. */
import { randomBytes } from 'node:crypto';
import { encodeBase32NoPadding } from '@oslojs/encoding';
import { createTOTPKeyURI, verifyHOTP } from '@oslojs/otp';
import type { TotpSecret } from '@qiaomen/domain/account/query';

const period = 30;
const digits = 6;

export const newTotpKey = (): Uint8Array => new Uint8Array(randomBytes(20));

export const describeTotpKey = (key: Uint8Array, login: string): TotpSecret => ({
  uri: createTOTPKeyURI('Qiaomen', login, key, period, digits),
  secret: encodeBase32NoPadding(key),
});

export const stepAt = (at: Date): bigint => BigInt(Math.floor(at.getTime() / 1000 / period));

/**
 * The step a code belongs to, if it is later than the last one accepted. The step just past is accepted too: a person
 * needs time to type, and RFC 6238 section 5.2 allows one step for delay.
 */
export const acceptedStep = (key: Uint8Array, code: string, at: Date, lastStep: bigint | null): bigint | undefined => {
  const plain = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(plain)) return undefined;
  const current = stepAt(at);
  return [current, current - 1n].find(
    (step) => (lastStep === null || step > lastStep) && verifyHOTP(key, step, digits, plain),
  );
};
