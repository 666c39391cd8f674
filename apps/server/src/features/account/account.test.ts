import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSession } from '../../identity/sessions.ts';
import { issueFirstAdminCode } from '../../install/first-admin-code.ts';
import { refusalOf, testApp, testAreas, type TestApp } from '../../testing/test-app.ts';
import { password, withPassword } from '../../testing/users.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('an empty install', () => {
  it('makes its first admin with the printed code, once', async () => {
    const empty = await testApp();
    try {
      expect(await empty.caller(null).account.installState()).toMatchObject({ needsFirstAdmin: true, demo: false });
      const code = await issueFirstAdminCode(empty.db, empty.now());
      expect(code).toBeDefined();
      const input = { login: 'first', name: '金英子', areaCode: testAreas.prefecture, password };
      const nobody = empty.caller(null);
      expect(await refusalOf(nobody.account.firstAdmin({ ...input, code: 'WRONG-CODE-0000' }))).toMatchObject({
        code: 'sign_in_failed',
      });
      expect(
        await refusalOf(nobody.account.firstAdmin({ ...input, code: code ?? '', password: 'short' })),
      ).toMatchObject({
        code: 'password_too_weak',
      });
      const account = await nobody.account.firstAdmin({ ...input, code: code ?? '' });
      expect(account).toMatchObject({ role: 'admin', mustEnrolTotp: true, login: 'first' });
      expect(await refusalOf(nobody.account.firstAdmin({ ...input, login: 'second', code: code ?? '' }))).toEqual({
        code: 'sign_in_failed',
      });
      expect(await issueFirstAdminCode(empty.db, empty.now())).toBeUndefined();
      expect(await nobody.account.installState()).toMatchObject({
        needsFirstAdmin: false,
        prefecture: { areaCode: '2224' },
        demoSignIns: [],
      });
    } finally {
      await empty.close();
    }
  });

  it('refuses the printed code after a day', async () => {
    const empty = await testApp();
    try {
      const code = (await issueFirstAdminCode(empty.db, empty.now())) ?? '';
      empty.setNow(new Date(empty.now().getTime() + 25 * 3_600_000));
      const input = { login: 'first', name: '金英子', areaCode: testAreas.prefecture, password, code };
      expect(await refusalOf(empty.caller(null).account.firstAdmin(input))).toEqual({ code: 'sign_in_failed' });
    } finally {
      await empty.close();
    }
  });
});

describe('the own account', () => {
  it('changes its password only with the old one, and every other session ends', async () => {
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
    const cookies: string[] = [];
    await app.caller(null, { cookies }).account.signIn({ login: worker.login, password, totp: null });
    const { account } = app.caller(worker, { cookies });
    expect(await refusalOf(account.changePassword({ current: 'wrong', next: 'another long password' }))).toEqual({
      code: 'sign_in_failed',
    });
    expect(await refusalOf(account.changePassword({ current: password, next: 'short' }))).toMatchObject({
      code: 'password_too_weak',
    });
    await account.changePassword({ current: password, next: 'another long password' });
    expect(await findSession(app.db, cookies[0] ?? '', app.now())).toBeUndefined();
    expect(await findSession(app.db, cookies[1] ?? '', app.now())).toBeDefined();
    await app.caller(null).account.signIn({ login: worker.login, password: 'another long password', totp: null });
  });

  it('signs out at once', async () => {
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
    const cookies: string[] = [];
    await app.caller(null, { cookies }).account.signIn({ login: worker.login, password, totp: null });
    await app.caller(worker, { cookies, token: cookies[0] ?? '' }).account.signOut();
    expect(cookies[1]).toBe('');
    expect(await findSession(app.db, cookies[0] ?? '', app.now())).toBeUndefined();
  });

  it('keeps its language', async () => {
    const worker = await app.createUser('worker', [testAreas.village]);
    await app.caller(worker).account.changeLanguage({ language: 'ko' });
    expect((await app.caller(worker).account.me()).language).toBe('ko');
  });

  it('enrols a tablet: a new token replaces the old, and a tablet of somebody else gets an id of its own', async () => {
    const worker = await app.createUser('worker', [testAreas.village]);
    const colleague = await app.createUser('worker', [testAreas.siblingVillage]);
    const asked = { deviceId: randomUUID(), label: '平板一', appVersion: '0.1.0' };
    const first = await app.caller(worker, { demo: true }).account.enrolDevice(asked);
    const second = await app.caller(worker, { demo: true }).account.enrolDevice(asked);
    expect(second.deviceId).toBe(first.deviceId);
    expect(second.token).not.toBe(first.token);
    const other = await app.caller(colleague, { demo: true }).account.enrolDevice(asked);
    expect(other.deviceId).not.toBe(first.deviceId);
  });
});
