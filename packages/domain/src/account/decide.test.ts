import { describe, expect, test } from 'vitest';
import { AreaCode } from '../area/area-code.ts';
import { decideActivation, decideDisableUser, decideDuties, decidePassword } from './decide.ts';

describe('a password', () => {
  test.each([
    ['twelve characters', '敲门行动敲门行动敲门行动', true],
    ['twelve equal small letters', 'aaaaaaaaaaaa', true],
    ['a long sentence', 'correct horse battery staple', true],
    ['eleven characters', 'abcdefghijk', false],
    ['eleven rare characters that take two units each', '𠮷'.repeat(11), false],
    ['the login', 'Worker.Yanji.01', false],
    ['the login twice', 'worker.yanji.01worker.yanji.01', false],
    ['the login and something more', 'worker.yanji.01!', true],
  ])('of %s', (_what, password, allowed) => {
    expect(decidePassword(password, 'worker.yanji.01').ok).toBe(allowed);
  });

  test('that is too weak says how long it must be', () => {
    expect(decidePassword('short', 'x')).toEqual({ ok: false, error: { code: 'password_too_weak', minLength: 12 } });
  });
});

describe('a one-time code', () => {
  const user = { status: 'invited', codeMatches: true, codeExpiresAt: '2026-11-23T00:00:00Z' } as const;
  const codeOf = (result: ReturnType<typeof decideActivation>) => (result.ok ? 'ok' : result.error.code);

  test.each([
    ['works until it expires', user, '2026-11-22T23:59:59Z', 'ok'],
    ['works no longer at the moment it expires', user, '2026-11-23T00:00:00.000Z', 'code_expired'],
    ['was used', { ...user, codeExpiresAt: null }, '2026-11-22T00:00:00Z', 'code_expired'],
    [
      'of a disabled user does not work',
      { ...user, status: 'disabled' as const },
      '2026-11-22T00:00:00Z',
      'sign_in_failed',
    ],
    ['that is wrong tells nothing', { ...user, codeMatches: false }, '2026-11-22T00:00:00Z', 'sign_in_failed'],
    ['of nobody tells nothing', null, '2026-11-22T00:00:00Z', 'sign_in_failed'],
  ])('%s', (_what, who, now, code) => {
    expect(codeOf(decideActivation(who, now))).toBe(code);
  });
});

test('nobody disables themselves', () => {
  expect(decideDisableUser('a', 'a')).toEqual({ ok: false, error: { code: 'cannot_disable_self' } });
  expect(decideDisableUser('a', 'b').ok).toBe(true);
});

describe('duty areas', () => {
  const codes = (...texts: string[]) => texts.map((text) => AreaCode.parse(text));

  test('are given only inside one’s own', () => {
    expect(decideDuties(codes('2224'), codes('222401', '222402'))).toEqual({
      ok: true,
      value: codes('222401', '222402'),
    });
    expect(decideDuties(codes('222401'), codes('2224'))).toEqual({ ok: false, error: { code: 'outside_area' } });
    expect(decideDuties([], codes('222401')).ok).toBe(false);
  });

  test('inside one another are one', () => {
    expect(decideDuties(codes('2224'), codes('222401001', '222401', '222401'))).toEqual({
      ok: true,
      value: codes('222401'),
    });
  });
});
