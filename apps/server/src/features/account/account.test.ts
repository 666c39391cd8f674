import { randomUUID } from 'node:crypto';
import { decodeBase32 } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../identity/passwords.ts';
import { findSession } from '../../identity/sessions.ts';
import { stepAt } from '../../identity/totp.ts';
import { createDemoUsers, demoPassword } from '../../install/demo-users.ts';
import { issueFirstAdminCode } from '../../install/first-admin-code.ts';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

const password = 'correct horse battery staple';
let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const change = (user: Pick<TestUser, 'id'>, data: Record<string, string | null | bigint>): Promise<void> =>
  app.db.transact({ scope: { area: '22' }, actorId: null, county: '000000', at: app.now() }, async (writer) => {
    await writer.tx.user.update({ where: { id: user.id }, data });
    await writer.audit({ action: 'test.user', entity: 'user', entityId: user.id, detail: {} });
  });

const withPassword = async (user: TestUser): Promise<TestUser> => {
  await change(user, { passwordHash: await hashPassword(password) });
  return user;
};

/** Enrols a second factor as a person would; answers how to make codes. */
const enrolTotp = async (user: TestUser): Promise<(at?: Date) => string> => {
  await change(user, { totpLastStep: null });
  const { secret } = await app.caller(user).account.totpStart();
  const key = decodeBase32(`${secret}${'='.repeat((8 - (secret.length % 8)) % 8)}`);
  const code = (at = app.now()): string => generateHOTP(key, stepAt(at), 6);
  await app.caller(user).account.totpConfirm({ code: code() });
  return code;
};

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

describe('signing in', () => {
  it('gives a worker a session whose token the database does not hold', async () => {
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
    const cookies: string[] = [];
    const account = await app.caller(null, { cookies }).account.signIn({ login: worker.login, password, totp: null });
    expect(account.userId).toBe(worker.id);
    const token = cookies[0] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await findSession(app.db, token, app.now())).toMatchObject({ userId: worker.id, mfa: false });
    const rows = await app.db.reference((tx) => tx.session.findMany({ where: { userId: worker.id } }));
    expect(rows.map((row) => Buffer.from(row.tokenHash).toString('base64url'))).not.toContain(token);
  });

  it('gives one answer for a wrong password, an unknown login, an invited and a disabled user', async () => {
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
    const disabled = await withPassword(await app.createUser('worker', [testAreas.village], { status: 'disabled' }));
    const invited = await app.createUser('worker', [testAreas.village], { status: 'invited' });
    const tries = [
      { login: worker.login, password: 'wrong', totp: null },
      { login: 'nobody-here', password, totp: null },
      { login: invited.login, password, totp: null },
      { login: disabled.login, password, totp: null },
    ];
    for (const input of tries)
      expect(await refusalOf(app.caller(null, { ip: randomUUID() }).account.signIn(input))).toEqual({
        code: 'sign_in_failed',
      });
  });

  it('stops guessing after five tries and says when to come back', async () => {
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
    const guess = () =>
      refusalOf(
        app.caller(null, { ip: '10.9.9.9' }).account.signIn({ login: worker.login, password: 'guess', totp: null }),
      );
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    expect(answers.filter(({ code }) => code === 'sign_in_failed')).toHaveLength(5);
    const right = app.caller(null, { ip: '10.9.9.9' }).account.signIn({ login: worker.login, password, totp: null });
    expect(await refusalOf(right)).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: expect.any(Number) });
    // somebody else at another address is not locked out by it
    await app.caller(null, { ip: '10.9.9.10' }).account.signIn({ login: worker.login, password, totp: null });
  });

  it('ends the session this browser had before', async () => {
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
    const cookies: string[] = [];
    await app.caller(null, { cookies }).account.signIn({ login: worker.login, password, totp: null });
    await app
      .caller(worker, { cookies, token: cookies[0] ?? '' })
      .account.signIn({ login: worker.login, password, totp: null });
    expect(await findSession(app.db, cookies[0] ?? '', app.now())).toBeUndefined();
    expect(await findSession(app.db, cookies[1] ?? '', app.now())).toBeDefined();
  });

  it('ends an idle and an old session, sooner for the office than for the field', async () => {
    const start = app.now();
    const hours = (n: number): Date => new Date(start.getTime() + n * 3_600_000);
    const cookies: string[] = [];
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
    await app.caller(null, { cookies }).account.signIn({ login: worker.login, password, totp: null });
    const admin = await withPassword(await app.createUser('admin', [testAreas.prefecture]));
    await change(admin, { totpLastStep: null });
    await app.caller(null, { cookies }).account.signIn({ login: admin.login, password, totp: null });
    const [field = '', office = ''] = cookies;
    expect(await findSession(app.db, field, hours(11))).toBeDefined();
    expect(await findSession(app.db, field, hours(13))).toBeUndefined();
    expect(await findSession(app.db, office, hours(0.4))).toBeDefined();
    expect(await findSession(app.db, office, hours(0.6))).toBeUndefined();
  });
});

describe('the second factor', () => {
  it('must be enrolled before a supervisor can do anything else', async () => {
    const supervisor = await app.createUser('supervisor', [testAreas.county]);
    await change(supervisor, { totpLastStep: null });
    const caller = app.caller(supervisor);
    expect((await caller.account.me()).mustEnrolTotp).toBe(true);
    expect(await refusalOf(caller.campaign.list())).toEqual({ code: 'totp_required' });
    await enrolTotp(supervisor);
    expect(await caller.campaign.list()).toEqual([]);
  });

  it('is asked for after the password, is used once and cannot be guessed for ever', async () => {
    const supervisor = await withPassword(await app.createUser('supervisor', [testAreas.county]));
    const code = await enrolTotp(supervisor);
    const { login } = supervisor;
    const signIn = (totp: string | null, ip: string = randomUUID()) =>
      app.caller(null, { ip }).account.signIn({ login, password, totp });
    expect(await refusalOf(signIn(null))).toEqual({ code: 'totp_required' });
    expect(
      await refusalOf(app.caller(null, { ip: 'x' }).account.signIn({ login, password: 'wrong', totp: null })),
    ).toEqual({
      code: 'sign_in_failed',
    });
    // the code that enrolled it is used up
    expect(await refusalOf(signIn(code()))).toEqual({ code: 'totp_wrong' });
    app.setNow(new Date(app.now().getTime() + 60_000));
    const racing = await Promise.allSettled([signIn(code()), signIn(code())]);
    expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (let n = 0; n < 5; n += 1) await refusalOf(signIn('000000', '10.1.1.1'));
    expect(await refusalOf(signIn('000000', '10.1.1.1'))).toMatchObject({ code: 'too_many_attempts' });
  });

  it('is sealed in the database and cannot be enrolled over', async () => {
    const admin = await app.createUser('admin', [testAreas.prefecture]);
    await enrolTotp(admin);
    const row = await app.db.reference((tx) => tx.user.findUniqueOrThrow({ where: { id: admin.id } }));
    expect(row.totpCipher?.length).toBeGreaterThan(40);
    expect(await refusalOf(app.caller(admin).account.totpStart())).toEqual({ code: 'already_decided' });
  });

  it('is not asked of demo users under demo mode, and demo users do not exist elsewhere', async () => {
    const [id = ''] = await createDemoUsers(
      app.db,
      testAreas.prefecture,
      [{ login: 'demo-admin', name: '演示', role: 'admin', areaCodes: [testAreas.prefecture], language: 'zh-CN' }],
      { since: new Date('2026-10-01T00:00:00Z'), at: app.now() },
    );
    const input = { login: 'demo-admin', password: demoPassword, totp: null };
    expect(await app.caller(null, { demo: true }).account.signIn(input)).toMatchObject({
      demo: true,
      mustEnrolTotp: false,
    });
    const shown = await app.caller(null, { demo: true }).account.installState();
    expect(shown.demoSignIns).toEqual([{ login: 'demo-admin', password: demoPassword, role: 'admin', name: '演示' }]);
    expect(await refusalOf(app.caller(null, { demo: false, ip: 'y' }).account.signIn(input))).toEqual({
      code: 'sign_in_failed',
    });
    expect(await refusalOf(app.caller({ id }, { demo: false }).account.me())).toEqual({ code: 'not_signed_in' });
    expect((await app.caller(null).account.installState()).demoSignIns).toEqual([]);
  });
});

describe('the own account', () => {
  it('changes its password only with the old one, and every other session ends', async () => {
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
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
    const worker = await withPassword(await app.createUser('worker', [testAreas.village]));
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
