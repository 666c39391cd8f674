import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Router } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './http.ts';
import { listen, type Listening } from './http/listen.ts';
import { memoryAttempts } from './identity/attempts.ts';
import { createDemoUsers, demoPassword } from './install/demo-users.ts';
import { createLog } from './log.ts';
import { testApp, testAreas, type TestApp } from './testing/test-app.ts';

let app: TestApp;
let server: Listening;
let address: string;
const lines: string[] = [];

beforeAll(async () => {
  app = await testApp();
  await createDemoUsers(
    app.db,
    testAreas.prefecture,
    [{ login: 'knocker', name: '朴顺姬', role: 'worker', areaCodes: [testAreas.village], language: 'ko' }],
    { since: new Date('2026-10-01T00:00:00Z'), at: app.now() },
  );
  const distDir = join(app.dataDir, 'dist');
  mkdirSync(join(distDir, 'assets'), { recursive: true });
  writeFileSync(join(distDir, 'index.html'), '<!doctype html><title>Qiaomen</title>');
  writeFileSync(join(distDir, 'sw.js'), '');
  writeFileSync(join(distDir, 'assets', 'main-abc123.js'), '');
  const raw = Router();
  raw.put('/echo', (_req, res) => void res.json({ arrived: true }));
  const { db, keys, dataDir, now } = app;
  const log = createLog((line) => void lines.push(line));
  server = await listen(
    createApp({
      deps: { db, keys, dataDir, workDir: join(dataDir, 'work'), now, log, demo: true, attempts: memoryAttempts() },
      origin: null,
      trustedProxies: 0,
      tls: false,
      distDir,
      rawRoutes: [{ path: '/api', router: raw }],
      isReady: async () => true,
    }),
    { port: 0, tls: null },
  );
  address = `http://localhost:${server.port}`;
});
afterAll(async () => {
  await server.drain();
  await app.close();
});

const own = { 'content-type': 'application/json', 'x-qiaomen': '1' };
const call = (path: string, body: unknown, headers: Record<string, string> = own): Promise<Response> =>
  fetch(`${address}/api/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

const signIn = async (): Promise<string> => {
  const answer = await call('account.signIn', { login: 'knocker', password: demoPassword, totp: null });
  expect(answer.status).toBe(200);
  return answer.headers.get('set-cookie') ?? '';
};

describe('the cookie', () => {
  it('is bound to this host, hidden from scripts and never sent across sites (asvs-v5.0.0-3.3.1 to 3.3.4)', async () => {
    const cookie = await signIn();
    expect(cookie).toMatch(/^__Host-qiaomen=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/);
  });

  it('signs its owner in, and after signing out nobody', async () => {
    const cookie = (await signIn()).split(';')[0] ?? '';
    const me = await call('account.me', undefined, { ...own, cookie });
    expect(await me.json()).toMatchObject({ result: { data: { login: 'knocker', role: 'worker' } } });
    const out = await call('account.signOut', undefined, { ...own, cookie });
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-qiaomen=;.*1970/);
    const again = await call('account.me', undefined, { ...own, cookie });
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ error: { data: { domain: { code: 'not_signed_in' } } } });
  });

  it('that is not a token is not looked up', async () => {
    const answer = await call('account.me', undefined, { ...own, cookie: "__Host-qiaomen=' OR 1=1 --" });
    expect(answer.status).toBe(401);
  });
});

describe('a request from another site (asvs-v5.0.0-3.5.1 to 3.5.3)', () => {
  it.each([
    ['without our header', { 'content-type': 'application/json' }],
    ['marked cross-site by the browser', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['marked same-site by the browser', { ...own, 'sec-fetch-site': 'same-site' }],
    ['with a foreign origin', { ...own, origin: 'https://evil.example' }],
    ['with the null origin of a sandbox', { ...own, origin: 'null' }],
  ])('%s is refused', async (_, headers) => {
    const answer = await call('account.installState', undefined, headers);
    expect(answer.status).toBe(403);
  });

  it('that is ours is answered', async () => {
    const headers = { ...own, origin: address, 'sec-fetch-site': 'same-origin' };
    expect((await call('account.installState', undefined, headers)).status).toBe(200);
  });

  it('cannot pretend by a forwarded header when no proxy is trusted (asvs-v5.0.0-4.1.3)', async () => {
    const headers = {
      ...own,
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };
    expect((await call('account.installState', undefined, headers)).status).toBe(403);
  });
});

describe('the API', () => {
  it('takes JSON by POST and nothing else', async () => {
    expect((await fetch(`${address}/api/trpc/account.installState`, { headers: own })).status).toBe(405);
    const form = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    expect((await call('account.signOut', undefined, form)).status).toBe(415);
    expect((await call('account.signOut', undefined, { ...own, 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('refuses a body of more than a megabyte and a batch of more than ten', async () => {
    const big = await call('account.signIn', { login: 'x'.repeat(1_100_000), password: 'x', totp: null });
    expect(big.status).toBe(413);
    const names = Array.from({ length: 11 }, () => 'account.installState').join(',');
    const many = await call(`${names}?batch=1`, {});
    expect(many.status).toBe(400);
  });

  it('names unknown and missing fields and shows no stack', async () => {
    const answer = await call('account.signIn', { login: 'x', extra: 1 });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      error: { data: { domain: { code: 'bad_input', fields: expect.arrayContaining(['password']) } } },
    });
    expect(text).not.toMatch(/stack|node_modules|\.ts/);
  });

  it('refuses the one character no column can hold, and says where it was', async () => {
    const answer = await call('account.signIn', { login: 'a\u0000', password: 'x', totp: null });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { data: { domain: { code: 'bad_input', fields: ['login'] } } },
    });
  });

  it('answers with 404 for what it does not have', async () => {
    expect((await call('account.nothing', {})).status).toBe(404);
    expect((await fetch(`${address}/api/nothing`)).status).toBe(404);
  });

  it('is never cached', async () => {
    const answer = await call('account.installState', undefined);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('carries uploads beside it under the same guard', async () => {
    const put = (headers: Record<string, string>) =>
      fetch(`${address}/api/echo`, { method: 'PUT', body: 'x', headers });
    expect((await put({ 'x-qiaomen': '1' })).status).toBe(200);
    expect((await put({})).status).toBe(403);
  });
});

describe('the pages', () => {
  it('carry the headers that keep foreign code out (asvs-v5.0.0-3.4.3 to 3.4.6)', async () => {
    for (const path of ['/', '/register/123', '/assets/main-abc123.js', '/nothing.js', '/api/trpc/x', '/healthz']) {
      const { headers } = await fetch(`${address}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "script-src 'self'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('are asked for each time, their assets are kept for ever, and an unknown file is not a page', async () => {
    const cached = async (path: string) => (await fetch(`${address}${path}`)).headers.get('cache-control');
    expect(await cached('/')).toBe('no-cache');
    expect(await cached('/today')).toBe('no-cache');
    expect(await cached('/sw.js')).toBe('no-cache');
    expect(await cached('/assets/main-abc123.js')).toContain('immutable');
    expect((await fetch(`${address}/assets/gone.js`)).status).toBe(404);
    expect((await fetch(`${address}/gone.js`)).status).toBe(404);
  });

  it('do not lead out of their folder', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(`${address}`, { path: '/assets/../../keys/field-keys.json' }, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe('the log', () => {
  it('names the procedure and the code, and no login, password or name', async () => {
    await call('account.signIn', { login: 'canary-login', password: 'canary-password', totp: '123456' });
    await signIn();
    const text = lines.join('\n');
    expect(text).toContain('"procedure":"account.signIn"');
    expect(text).toContain('"code":"sign_in_failed"');
    expect(text).not.toMatch(/canary|knocker|朴顺姬/);
  });
});

describe('health', () => {
  it('is told without details', async () => {
    expect(await (await fetch(`${address}/healthz`)).text()).toBe('ok');
    expect(await (await fetch(`${address}/readyz`)).text()).toBe('ready');
  });
});
