import { randomUUID } from 'node:crypto';
import { decodeBase32 } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSession } from '../../identity/sessions.ts';
import { stepAt } from '../../identity/totp.ts';
import { createDemoUsers, demoPassword } from '../../install/demo-users.ts';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';
import { changeUser, password, withPassword } from '../../testing/users.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Enrols a second factor as a person would; answers how to make codes. */
const enrolTotp = async (user: TestUser): Promise<(at?: Date) => string> => {
  await changeUser(app, user, { totpLastStep: null });
  const { secret } = await app.caller(user).account.totpStart();
  const key = decodeBase32(`${secret}${'='.repeat((8 - (secret.length % 8)) % 8)}`);
  const code = (at = app.now()): string => generateHOTP(key, stepAt(at), 6);
  await app.caller(user).account.totpConfirm({ code: code() });
  return code;
};

describe('signing in', () => {
  it('gives a worker a session whose token the database does not hold', async () => {
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
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
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
    const disabled = await withPassword(
      app,
      await app.createUser('worker', [testAreas.village], { status: 'disabled' }),
    );
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
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
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
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
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
    const worker = await withPassword(app, await app.createUser('worker', [testAreas.village]));
    await app.caller(null, { cookies }).account.signIn({ login: worker.login, password, totp: null });
    const admin = await withPassword(app, await app.createUser('admin', [testAreas.prefecture]));
    await changeUser(app, admin, { totpLastStep: null });
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
    await changeUser(app, supervisor, { totpLastStep: null });
    const caller = app.caller(supervisor);
    expect((await caller.account.me()).mustEnrolTotp).toBe(true);
    expect(await refusalOf(caller.campaign.list())).toEqual({ code: 'totp_required' });
    await enrolTotp(supervisor);
    expect(await caller.campaign.list()).toEqual([]);
  });

  it('is asked for after the password, is used once and cannot be guessed for ever', async () => {
    const supervisor = await withPassword(app, await app.createUser('supervisor', [testAreas.county]));
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
