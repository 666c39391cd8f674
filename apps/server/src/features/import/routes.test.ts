import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../http.ts';
import { listen, type Listening } from '../../http/listen.ts';
import { memoryAttempts } from '../../identity/attempts.ts';
import { createDemoUsers, demoPassword } from '../../install/demo-users.ts';
import { silentLog } from '../../log.ts';
import { testApp, testAreas, type TestApp } from '../../testing/test-app.ts';
import { demoFilesDir } from './demo-files.ts';
import { importRoutes } from './routes.ts';

let app: TestApp;
let server: Listening;
let address: string;

const own = { 'x-qiaomen': '1' };

const signIn = async (login: string): Promise<string> => {
  const answer = await fetch(`${address}/api/trpc/account.signIn`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demoPassword, totp: null }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};

const upload = (name: string, body: Buffer | string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${address}/api/imports/upload?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });

const table = '姓名,公民身份号码,居住地区划代码\n李秀英,990101194403040021,222401100200\n';

beforeAll(async () => {
  app = await testApp();
  const duty = { since: new Date('2026-10-01T00:00:00Z'), at: app.now() };
  await createDemoUsers(
    app.db,
    testAreas.prefecture,
    [
      { login: 'office', name: '金美兰', role: 'admin', areaCodes: [testAreas.prefecture], language: 'zh-CN' },
      { login: 'knocker', name: '朴顺姬', role: 'worker', areaCodes: [testAreas.village], language: 'ko' },
    ],
    duty,
  );
  const { db, keys, dataDir, now } = app;
  const deps = { db, keys, dataDir, now, log: silentLog, demo: true, attempts: memoryAttempts() };
  await mkdir(demoFilesDir(dataDir), { recursive: true });
  await writeFile(join(demoFilesDir(dataDir), 'population.csv'), table);
  await writeFile(join(demoFilesDir(dataDir), 'truth.csv'), 'secret');
  server = await listen(
    createApp({
      deps,
      origin: null,
      trustedProxies: 0,
      tls: false,
      distDir: join(dataDir, 'dist'),
      rawRoutes: [{ path: '/api', router: importRoutes({ ...deps, workDir: join(dataDir, 'work') }) }],
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

describe('sending a file', () => {
  it('takes an admin’s file and answers the batch; the same file again names the first one', async () => {
    const cookie = await signIn('office');
    const first = await upload('人口 名单.csv', table, { ...own, cookie });
    expect(first.status).toBe(200);
    const { batchId } = (await first.json()) as { batchId: string };
    const again = await upload('other name.csv', table, { ...own, cookie });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ error: { data: { domain: { code: 'file_seen_before', batchId } } } });
  });

  it('refuses nobody, a worker, another site and a form', async () => {
    expect((await upload('a.csv', table, own)).status).toBe(401);
    expect((await upload('a.csv', table, { ...own, cookie: await signIn('knocker') })).status).toBe(403);
    const cookie = await signIn('office');
    expect((await upload('a.csv', table, { cookie })).status).toBe(403);
    expect((await upload('a.csv', table, { ...own, cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('says why a file cannot be read', async () => {
    const cookie = await signIn('office');
    const answer = await upload('people.xlsx', `${table}\n`, { ...own, cookie });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { data: { domain: { code: 'file_not_what_it_says' } } } });
    expect((await upload('', `${table}\n`, { ...own, cookie })).status).toBe(415);
  });

  it('a connection that breaks off in the middle leaves neither file nor batch', async () => {
    const cookie = await signIn('office');
    const before = await app.db.read({ area: testAreas.prefecture }, (tx) => tx.importBatch.count());
    const broken = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(table));
        setTimeout(() => broken.abort(), 50);
      },
    });
    const sent = fetch(`${address}/api/imports/upload?name=half.csv`, {
      method: 'PUT',
      headers: { ...own, cookie },
      body,
      signal: broken.signal,
      duplex: 'half',
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    expect(await app.db.read({ area: testAreas.prefecture }, (tx) => tx.importBatch.count())).toBe(before);
  });
});

describe('the practice files', () => {
  const get = (name: string, cookie: string) => fetch(`${address}/api/demo-files/${name}`, { headers: { cookie } });

  it('are downloads for who imports, and nothing else in the data folder is', async () => {
    const cookie = await signIn('office');
    const answer = await get('population.csv', cookie);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(await answer.text()).toBe(table);
    for (const name of ['truth.csv', '..%2Fkeys%2Ffield-keys.json', 'population.CSV', 'nothing.csv'])
      expect((await get(name, cookie)).status).toBe(404);
    expect((await get('population.csv', await signIn('knocker'))).status).toBe(403);
  });
});
