import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, testApp, testAreas, type TestApp } from './test-app.ts';

describe('the test server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  it('lets a seeded user ask who they are and nobody ask anything', async () => {
    const { supervisor } = await app.seedUsers();
    const account = await app.caller(supervisor).account.me();
    expect(account).toMatchObject({ role: 'supervisor', mustEnrolTotp: false });
    expect(account.duties).toEqual([{ areaCode: testAreas.county, nameZh: expect.any(String) }]);
    expect(await refusalOf(app.caller(null).account.me())).toEqual({ code: 'not_signed_in' });
  });
});
