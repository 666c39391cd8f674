import { randomUUID } from 'node:crypto';
import type { CreateUser, OneTimeCode } from '@qiaomen/domain/account/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSession } from '../../identity/sessions.ts';
import { refusalOf, testApp, testAreas, type TestApp, type TestUser } from '../../testing/test-app.ts';

const password = 'correct horse battery staple';
const page = { page: 0, size: 50 };
let app: TestApp;
let admin: TestUser;
let countyAdmin: TestUser;

beforeAll(async () => {
  app = await testApp();
  admin = await app.createUser('admin', [testAreas.prefecture]);
  countyAdmin = await app.createUser('admin', [testAreas.county]);
});
afterAll(() => app.close());

const aUser = (change: Partial<CreateUser> = {}): CreateUser => ({
  login: `w-${randomUUID().slice(0, 8)}`,
  name: '李英爱',
  role: 'worker',
  areaCodes: [testAreas.village],
  language: 'ko',
  ...change,
});

const activate = async (login: string, { code }: OneTimeCode, ip = randomUUID() as string) =>
  app.caller(null, { ip }).account.activate({ login, code, password });

describe('an admin', () => {
  it('creates a user who takes a password with the one-time code, once', async () => {
    const input = aUser();
    const code = await app.caller(admin).user.create(input);
    expect(new Date(code.expiresAt).getTime()).toBe(app.now().getTime() + 24 * 3_600_000);
    expect(await refusalOf(activate(input.login, { ...code, code: '0000-0000-0000-0000' }))).toEqual({
      code: 'sign_in_failed',
    });
    expect(await activate(input.login, code)).toMatchObject({ login: input.login, role: 'worker', language: 'ko' });
    expect(await refusalOf(activate(input.login, code))).toEqual({ code: 'sign_in_failed' });
    await app.caller(null).account.signIn({ login: input.login, password, totp: null });
    const stored = await app.db.reference((tx) => tx.user.findUniqueOrThrow({ where: { id: code.userId } }));
    expect(stored).toMatchObject({ status: 'active', activationHash: null });
  });

  it('cannot give an area that is not their own, nor one that does not exist', async () => {
    const { user } = app.caller(countyAdmin);
    for (const area of [testAreas.otherCounty, testAreas.prefecture, testAreas.farVillage, testAreas.otherPrefecture])
      expect(await refusalOf(user.create(aUser({ areaCodes: [area] })))).toEqual({ code: 'outside_area' });
    expect(await refusalOf(user.create(aUser({ areaCodes: [testAreas.village, testAreas.farVillage] })))).toEqual({
      code: 'outside_area',
    });
    const unknown = aUser({ areaCodes: ['222401999' as typeof testAreas.township] });
    expect(await refusalOf(user.create(unknown))).toEqual({ code: 'not_found' });
  });

  it('cannot take a login twice', async () => {
    const input = aUser();
    await app.caller(admin).user.create(input);
    expect(await refusalOf(app.caller(admin).user.create(input))).toEqual({ code: 'login_taken' });
  });

  it('sees and touches only users of their own area', async () => {
    const mine = await app.createUser('worker', [testAreas.village]);
    const neighbour = await app.createUser('worker', [testAreas.farVillage]);
    const both = await app.createUser('supervisor', [testAreas.county, testAreas.otherCounty]);
    const { user } = app.caller(countyAdmin);
    const ids = (await user.list({ page, role: null, status: null, text: '' })).rows.map((row) => row.id);
    expect(ids).toContain(mine.id);
    expect(ids).not.toContain(neighbour.id);
    for (const act of [user.disable, user.enable, user.resetCode, user.resetTotp])
      expect(await refusalOf(act({ userId: neighbour.id }))).toEqual({ code: 'not_found' });
    const renamed = { userId: neighbour.id, name: '甲', areaCodes: [testAreas.village] };
    expect(await refusalOf(user.edit(renamed))).toEqual({ code: 'not_found' });
    expect(await refusalOf(user.disable({ userId: randomUUID() }))).toEqual({ code: 'not_found' });
    // whose duties reach beyond is not for this admin alone
    expect(await refusalOf(user.disable({ userId: both.id }))).toEqual({ code: 'outside_area' });
  });

  it('finds users by role, status and part of a name', async () => {
    const input = aUser({ name: '崔善一', role: 'vaccinator' });
    await app.caller(admin).user.create(input);
    const list = (filter: object) =>
      app.caller(admin).user.list({ page, role: null, status: null, text: '', ...filter });
    expect((await list({ text: '善一' })).rows).toMatchObject([
      {
        login: input.login,
        role: 'vaccinator',
        status: 'invited',
        duties: [{ areaCode: testAreas.village }],
        lastSeenAt: null,
      },
    ]);
    expect((await list({ text: '善一', role: 'worker' })).total).toBe(0);
    expect((await list({ text: '善一', status: 'disabled' })).total).toBe(0);
  });

  it('changes duties as history: what ends is closed, what stays keeps its date', async () => {
    const worker = await app.createUser('worker', [testAreas.village, testAreas.siblingVillage]);
    await app.caller(admin).user.edit({
      userId: worker.id,
      name: '李英爱二',
      areaCodes: [testAreas.siblingVillage, testAreas.otherVillage],
    });
    const duties = await app.db.reference((tx) =>
      tx.duty.findMany({ where: { userId: worker.id }, orderBy: { areaCode: 'asc' } }),
    );
    expect(duties.map((duty) => [duty.areaCode, duty.to?.toISOString() ?? null])).toEqual([
      [testAreas.village, app.now().toISOString()],
      [testAreas.siblingVillage, null],
      [testAreas.otherVillage, null],
    ]);
    const me = await app.caller(worker).account.me();
    expect(me.duties.map((duty) => duty.areaCode)).toEqual([testAreas.siblingVillage, testAreas.otherVillage]);
  });

  it('ends all sessions of a user who is disabled, at once, and brings them back', async () => {
    const input = aUser();
    const code = await app.caller(admin).user.create(input);
    const cookies: string[] = [];
    await app.caller(null, { cookies }).account.activate({ login: input.login, code: code.code, password });
    await app.caller(admin).user.disable({ userId: code.userId });
    expect(await findSession(app.db, cookies[0] ?? '', app.now())).toBeUndefined();
    expect(await refusalOf(app.caller({ id: code.userId }).account.me())).toEqual({ code: 'not_signed_in' });
    const signIn = () => app.caller(null).account.signIn({ login: input.login, password, totp: null });
    expect(await refusalOf(signIn())).toEqual({ code: 'sign_in_failed' });
    await app.caller(admin).user.enable({ userId: code.userId });
    expect(await signIn()).toMatchObject({ userId: code.userId });
  });

  it('cannot disable themselves', async () => {
    expect(await refusalOf(app.caller(admin).user.disable({ userId: admin.id }))).toEqual({
      code: 'cannot_disable_self',
    });
  });

  it('cannot take away their own second factor or password by this way', async () => {
    for (const act of [app.caller(admin).user.resetTotp, app.caller(admin).user.resetCode])
      expect(await refusalOf(act({ userId: admin.id }))).toEqual({ code: 'forbidden' });
  });

  it('resets a password without learning it: the old one ends now, the new code lasts a day', async () => {
    const input = aUser();
    const first = await app.caller(admin).user.create(input);
    await activate(input.login, first);
    const second = await app.caller(admin).user.resetCode({ userId: first.userId });
    const old = app.caller(null, { ip: 'old' }).account.signIn({ login: input.login, password, totp: null });
    expect(await refusalOf(old)).toEqual({ code: 'sign_in_failed' });
    const start = app.now();
    app.setNow(new Date(start.getTime() + 24 * 3_600_000));
    expect(await refusalOf(activate(input.login, second))).toEqual({ code: 'code_expired' });
    app.setNow(start);
    expect(await activate(input.login, second)).toMatchObject({ userId: first.userId });
  });

  it('resets a second factor: the user must enrol again before anything else', async () => {
    const supervisor = await app.createUser('supervisor', [testAreas.county]);
    expect((await app.caller(supervisor).account.me()).mustEnrolTotp).toBe(false);
    await app.caller(admin).user.resetTotp({ userId: supervisor.id });
    expect((await app.caller(supervisor).account.me()).mustEnrolTotp).toBe(true);
  });

  it('leaves a trail of every act, with codes and ids only', async () => {
    const input = aUser({ name: '金丝雀' });
    const { userId, code } = await app.caller(admin).user.create(input);
    await app.caller(admin).user.disable({ userId });
    const auditor = await app.createUser('auditor', [testAreas.prefecture]);
    const ask = { page, actorId: admin.id, action: null, from: null, to: null };
    const { rows } = await app.caller(auditor).audit.list(ask);
    const about = rows.filter((row) => row.entityId === userId);
    expect(about.map((row) => row.action).toSorted()).toEqual(['user.create', 'user.disable']);
    expect(about[0]).toMatchObject({ actorId: admin.id, actorName: expect.any(String) });
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows.map(({ detail }) => detail))).not.toMatch(/金丝雀/);
    const disabling = await app.caller(auditor).audit.list({ ...ask, action: 'user.disable' });
    expect(disabling.rows.every((row) => row.action === 'user.disable')).toBe(true);
    const yesterday = await app.caller(auditor).audit.list({ ...ask, to: '2026-11-21' });
    expect(yesterday.total).toBe(0);
  });
});

describe('the trail', () => {
  it('shows an auditor nothing of another prefecture', async () => {
    const elsewhere = await app.createUser('auditor', [testAreas.otherPrefecture]);
    const { rows } = await app
      .caller(elsewhere)
      .audit.list({ page, actorId: null, action: null, from: null, to: null });
    expect(rows).toEqual([]);
  });
});
