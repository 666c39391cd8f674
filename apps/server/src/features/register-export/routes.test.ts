/** The file over HTTP: for its asker while signed in, and for nobody else. */
import { newId } from '../../entry/new-id.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../http.ts';
import { listen, type Listening } from '../../http/listen.ts';
import { memoryAttempts } from '../../identity/attempts.ts';
import { createDemoUsers, demoPassword } from '../../install/demo-users.ts';
import { runExport } from '../../jobs/register-export/run-export.ts';
import { silentLog } from '../../log.ts';
import { fieldWorld } from '../../testing/field-world.ts';
import { testApp, testAreas, type TestApp } from '../../testing/test-app.ts';
import { registerExportRoutes } from './routes.ts';

let app: TestApp;
let server: Listening;
let address = '';
let campaignId = '';
const own = { 'x-qiaomen': '1' };
const exportId = newId(new Date());

const post = (path: string, input: object, cookie = ''): Promise<Response> =>
  fetch(`${address}/api/trpc/${path}`, {
    method: 'POST',
    headers: { ...own, cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
const signIn = async (login: string): Promise<string> => {
  const answer = await post('account.signIn', { login, password: demoPassword, totp: null });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};
const download = (cookie: string): Promise<Response> =>
  fetch(`${address}/api/register-exports/${exportId}/file`, { headers: { ...own, cookie } });

beforeAll(async () => {
  app = await testApp();
  const world = await fieldWorld(app);
  campaignId = world.campaignId;
  await world.addElder({ name: '李秀英' });
  const names = ['head', 'head2', 'knocker'] as const;
  await createDemoUsers(
    app.db,
    testAreas.prefecture,
    names.map((login) => ({
      login,
      name: '金美兰',
      role: login === 'knocker' ? ('worker' as const) : ('supervisor' as const),
      areaCodes: [testAreas.county],
      language: 'zh-CN',
    })),
    { since: new Date('2026-10-01T00:00:00Z'), at: app.now() },
  );
  const { db, keys, dataDir, now } = app;
  const jobs = { db, keys, dataDir, workDir: join(dataDir, 'work'), now, log: silentLog };
  const deps = { ...jobs, demo: true, attempts: memoryAttempts() };
  server = await listen(
    createApp({
      deps,
      origin: null,
      trustedProxies: 0,
      tls: false,
      distDir: join(dataDir, 'dist'),
      rawRoutes: [{ path: '/api', router: registerExportRoutes(deps) }],
      isReady: async () => true,
    }),
    { port: 0, tls: null },
  );
  address = `http://localhost:${server.port}`;
  const filter = { areaCode: null, exactArea: false, state: null, band: null, doseStatus: null, ownerId: null, refusalReason: null, figure: null }; // prettier-ignore
  const selection = { filter, sort: 'serial', descending: false, text: '' };
  const asked = { exportId, campaignId, selection, format: 'csv', masked: true, purpose: 'work_list', reason: '' };
  expect((await post('registerExport.ask', asked, await signIn('head'))).status).toBe(200);
  await runExport(jobs, { area: testAreas.prefecture, exportId }, new AbortController().signal);
});
afterAll(async () => {
  await server.drain();
  await app.close();
});

test('its asker fetches the file, as often as needed, and every time is written down', async () => {
  const cookie = await signIn('head');
  for (let n = 0; n < 2; n += 1) {
    const answer = await download(cookie);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('2026-11-22.csv');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('李秀英');
  }
  const trail = await app.db.auditQuery<{ detail: { downloads: number; rows: number } }>(
    `SELECT detail FROM audit.entry WHERE entity_id = $1 AND action = 'registerExport.download'`,
    [exportId],
  );
  expect(trail.map(({ detail }) => detail).toSorted((a, b) => a.downloads - b.downloads)).toMatchObject([
    { downloads: 1, rows: 1 },
    { downloads: 2, rows: 1 },
  ]);
});

test('nobody else fetches it, nor its asker after two days', async () => {
  expect((await download('')).status).toBe(401);
  expect((await download(await signIn('head2'))).status).toBe(404);
  expect((await download(await signIn('knocker'))).status).toBe(403);
  const cookie = await signIn('head');
  app.setNow(new Date(app.now().getTime() + 48 * 3_600_000));
  const late = await download(await signIn('head'));
  expect([late.status, (await download(cookie)).status]).toEqual([409, 401]);
});
