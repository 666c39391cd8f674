/** The file over HTTP: for its asker while signed in, and for nobody else. */
import { newId } from '../../entry/new-id.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExport } from '../../jobs/register-export/run-export.ts';
import { silentLog } from '../../log.ts';
import { fieldWorld } from '../../testing/field-world.ts';
import { testApp, testAreas, type TestApp } from '../../testing/test-app.ts';
import { own, testServer, type TestServer } from '../../testing/test-server.ts';
import { registerExportRoutes } from './routes.ts';

let app: TestApp;
let server: TestServer;
let campaignId = '';
const exportId = newId(new Date());

const download = (cookie: string): Promise<Response> =>
  fetch(`${server.address}/api/register-exports/${exportId}/file`, { headers: { ...own, cookie } });

beforeAll(async () => {
  app = await testApp();
  const world = await fieldWorld(app);
  campaignId = world.campaignId;
  await world.addElder({ name: '李秀英' });
  const names = ['head', 'head2', 'knocker'] as const;
  server = await testServer(
    app,
    registerExportRoutes,
    names.map((login) => ({
      login,
      name: '金美兰',
      role: login === 'knocker' ? ('worker' as const) : ('supervisor' as const),
      areaCodes: [testAreas.county],
      language: 'zh-CN',
    })),
  );
  const filter = { areaCode: null, exactArea: false, state: null, band: null, doseStatus: null, ownerId: null, refusalReason: null, figure: null }; // prettier-ignore
  const selection = { filter, sort: 'serial', descending: false, text: '' };
  const asked = { exportId, campaignId, selection, format: 'csv', masked: true, purpose: 'work_list', reason: '' };
  const cookie = await server.signIn('head');
  expect((await server.post('registerExport.ask', asked, { ...own, cookie })).status).toBe(200);
  const { db, keys, dataDir, now } = app;
  const jobs = { db, keys, dataDir, workDir: join(dataDir, 'work'), now, log: silentLog };
  await runExport(jobs, { area: testAreas.prefecture, exportId }, new AbortController().signal);
});
afterAll(async () => {
  await server.drain();
  await app.close();
});

test('its asker fetches the file, as often as needed, and every time is written down', async () => {
  const cookie = await server.signIn('head');
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
  expect((await download(await server.signIn('head2'))).status).toBe(404);
  expect((await download(await server.signIn('knocker'))).status).toBe(403);
  const cookie = await server.signIn('head');
  app.setNow(new Date(app.now().getTime() + 48 * 3_600_000));
  const late = await download(await server.signIn('head'));
  expect([late.status, (await download(cookie)).status]).toEqual([409, 401]);
});
