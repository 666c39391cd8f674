import { generateHOTP } from '@oslojs/otp';
import { describe, expect, it } from 'vitest';
import { hashOneTimeCode, isSameHash, newOneTimeCode } from './one-time-code.ts';
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts';
import { acceptedStep, newTotpKey, stepAt } from './totp.ts';

describe('a one-time code', () => {
  it('is the same code however it is typed', () => {
    const code = newOneTimeCode();
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    expect(isSameHash(hashOneTimeCode(code), hashOneTimeCode(typed))).toBe(true);
    expect(isSameHash(hashOneTimeCode(code), hashOneTimeCode(newOneTimeCode()))).toBe(false);
  });
});

describe('a one-time password', () => {
  const key = newTotpKey();
  const at = new Date('2026-11-22T02:00:10Z');
  const code = (step: bigint): string => generateHOTP(key, step, 6);

  it('is accepted once', () => {
    const step = acceptedStep(key, code(stepAt(at)), at, null);
    expect(step).toBe(stepAt(at));
    expect(acceptedStep(key, code(stepAt(at)), at, step ?? null)).toBeUndefined();
  });

  it('is accepted one step late, not two, and never early', () => {
    expect(acceptedStep(key, code(stepAt(at) - 1n), at, null)).toBe(stepAt(at) - 1n);
    expect(acceptedStep(key, code(stepAt(at) - 2n), at, null)).toBeUndefined();
    expect(acceptedStep(key, code(stepAt(at) + 1n), at, null)).toBeUndefined();
  });

  it('has six digits and nothing else', () => {
    expect(acceptedStep(key, '12345', at, null)).toBeUndefined();
    expect(acceptedStep(key, 'abcdef', at, null)).toBeUndefined();
  });
});

describe('a password', () => {
  it('is kept as argon2id and checked, also for a user who does not exist', async () => {
    const stored = await hashPassword('correct horse battery staple');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(needsRehash(stored)).toBe(false);
    expect(await verifyPassword(stored, 'correct horse battery staple')).toBe(true);
    expect(await verifyPassword(stored, 'wrong horse battery staple')).toBe(false);
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
  });

  it('is checked at most two at a time and all get their answer', async () => {
    const stored = await hashPassword('correct horse battery staple');
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => verifyPassword(stored, 'correct horse battery staple')),
    );
    expect(answers.every(Boolean)).toBe(true);
  });
});
