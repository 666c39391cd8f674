import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pieceBytes } from '@qiaomen/domain/import-batch/upload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../http.ts';
import { listen, type Listening } from '../../http/listen.ts';
import { memoryAttempts } from '../../identity/attempts.ts';
import { createDemoUsers, demoPassword } from '../../install/demo-users.ts';
import { sweepUploads } from '../../jobs/sweep-uploads.ts';
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

const call = async (procedure: string, input: object, headers: Record<string, string>): Promise<Response> =>
  fetch(`${address}/api/trpc/import.${procedure}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });

const hashOf = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex');

const begin = (name: string, body: Buffer | string, headers: Record<string, string>): Promise<Response> =>
  call('beginUpload', { fileName: name, bytes: Buffer.byteLength(body), sha256: hashOf(body) }, headers);

const put = (uploadId: string, offset: number, piece: Buffer | string, headers: Record<string, string>) =>
  fetch(`${address}/api/imports/uploads/${uploadId}/${offset}`, {
    method: 'PUT',
    headers,
    body: new Uint8Array(Buffer.from(piece)),
  });

const uploadIdOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { result: { data: { uploadId: string } } }).result.data.uploadId;

const domainOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { error: { data: { domain: unknown } } }).error.data.domain;

/** In one piece, as small files go; answers what the last call said. */
const upload = async (name: string, body: Buffer | string, headers: Record<string, string>): Promise<Response> => {
  const begun = await begin(name, body, headers);
  if (!begun.ok) return begun;
  const uploadId = await uploadIdOf(begun);
  const sent = await put(uploadId, 0, body, headers);
  return sent.ok ? call('finishUpload', { uploadId }, headers) : sent;
};

const openUploads = (): Promise<number> => app.db.read({ area: testAreas.prefecture }, (tx) => tx.upload.count());
const pieces = async (): Promise<string[]> =>
  (await readdir(join(app.dataDir, 'uploads')).catch(() => [])).filter((name) => name.includes('.piece-'));

const table = '姓名,公民身份号码,居住地区划代码\n李秀英,990101194403040021,222401100200\n';

beforeAll(async () => {
  app = await testApp();
  const duty = { since: new Date('2026-10-01T00:00:00Z'), at: app.now() };
  await createDemoUsers(
    app.db,
    testAreas.prefecture,
    [
      { login: 'office', name: '金美兰', role: 'admin', areaCodes: [testAreas.prefecture], language: 'zh-CN' },
      { login: 'office2', name: '崔明浩', role: 'admin', areaCodes: [testAreas.prefecture], language: 'zh-CN' },
      { login: 'knocker', name: '朴顺姬', role: 'worker', areaCodes: [testAreas.village], language: 'ko' },
    ],
    duty,
  );
  const { db, keys, dataDir, now } = app;
  const deps = {
    db,
    keys,
    dataDir,
    workDir: join(dataDir, 'work'),
    now,
    log: silentLog,
    demo: true,
    attempts: memoryAttempts(),
  };
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
      rawRoutes: [{ path: '/api', router: importRoutes(deps) }],
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
  it('takes an admin’s file and answers the batch; the same file again is known before a byte of it is sent', async () => {
    const cookie = await signIn('office');
    const first = await upload('人口 名单.csv', table, { ...own, cookie });
    expect(first.status).toBe(200);
    const { result } = (await first.json()) as { result: { data: { batchId: string } } };
    const again = await begin('other name.csv', table, { ...own, cookie });
    expect(again.status).toBe(409);
    expect(await domainOf(again)).toEqual({ code: 'file_seen_before', batchId: result.data.batchId });
    expect(await pieces()).toEqual([]);
    expect(await openUploads()).toBe(0);
  });

  it('refuses nobody, a worker, another site and a form', async () => {
    expect((await begin('a.csv', `${table}1`, own)).status).toBe(401);
    expect((await begin('a.csv', `${table}1`, { ...own, cookie: await signIn('knocker') })).status).toBe(403);
    const cookie = await signIn('office');
    expect((await begin('a.csv', `${table}1`, { cookie })).status).toBe(403);
    const uploadId = await uploadIdOf(await begin('a.csv', `${table}1`, { ...own, cookie }));
    expect((await put(uploadId, 0, `${table}1`, own)).status).toBe(401);
    expect((await put(uploadId, 0, `${table}1`, { ...own, cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const other = await signIn('office2');
    expect((await put(uploadId, 0, `${table}1`, { ...own, cookie: other })).status).toBe(404);
  });

  it('says why a file cannot be read, and keeps nothing of it', async () => {
    const headers = { ...own, cookie: await signIn('office') };
    const answer = await upload('people.xlsx', `${table}\n`, headers);
    expect(answer.status).toBe(422);
    expect(await domainOf(answer)).toMatchObject({ code: 'file_not_what_it_says' });
    expect((await upload('people', `${table}\n`, headers)).status).toBe(415);
    expect(await domainOf(await begin('a.csv', '', headers))).toEqual({ code: 'file_empty' });
    const huge = { fileName: 'a.csv', bytes: 401 * 2 ** 20, sha256: hashOf('huge') };
    expect(await domainOf(await call('beginUpload', huge, headers))).toEqual({
      code: 'file_too_large',
      maxMegabytes: 400,
    });
  });

  it('neither name nor content of a file stands in an address', async () => {
    const headers = { ...own, cookie: await signIn('office') };
    const begun = await begin('金顺姬 222401194403040021.csv', `${table}2`, headers);
    expect(begun.url).not.toMatch(/222401194403040021|%E9/);
  });
});

describe('a large file that comes in pieces', () => {
  const rows = Array.from(
    { length: 70_000 },
    (_, index) => `李秀英${index},990101194403040021,222401100200,${'住址'.repeat(10)}`,
  );
  const large = Buffer.from(`姓名,公民身份号码,居住地区划代码,住址\n${rows.join('\n')}\n`);
  const piece = (at: number): Buffer => large.subarray(at, at + pieceBytes);

  it('goes on where it was after a cut, and is checked as a whole', async () => {
    expect(large.length).toBeGreaterThan(pieceBytes);
    const headers = { ...own, cookie: await signIn('office') };
    const uploadId = await uploadIdOf(await begin('large.csv', large, headers));
    expect((await put(uploadId, 0, piece(0), headers)).status).toBe(200);
    // the same again, and one too far: both are told where the server stands
    for (const offset of [0, 2 * pieceBytes]) {
      const astray = await put(uploadId, offset, piece(0), headers);
      expect(astray.status).toBe(409);
      expect(await domainOf(astray)).toEqual({ code: 'upload_offset', received: pieceBytes });
    }
    // a piece that is cut off counts for nothing
    const cut = await put(uploadId, pieceBytes, piece(pieceBytes).subarray(0, 100), headers);
    expect(await domainOf(cut)).toEqual({ code: 'upload_offset', received: pieceBytes });
    const early = await call('finishUpload', { uploadId }, headers);
    expect(await domainOf(early)).toEqual({ code: 'upload_offset', received: pieceBytes });
    // another day, another page: the same file is recognised
    const again = (await (await begin('large.csv', large, headers)).json()) as { result: { data: object } };
    expect(again.result.data).toEqual({ uploadId, received: pieceBytes });
    expect((await put(uploadId, pieceBytes, piece(pieceBytes), headers)).status).toBe(200);
    expect((await call('finishUpload', { uploadId }, headers)).status).toBe(200);
    expect(await pieces()).toEqual([]);
  });

  it('whose content is not what was announced is refused and forgotten', async () => {
    const headers = { ...own, cookie: await signIn('office') };
    const announced = Buffer.from(`${table}announced`);
    const uploadId = await uploadIdOf(await begin('other.csv', announced, headers));
    expect((await put(uploadId, 0, `${table}different`, headers)).status).toBe(200);
    expect(await domainOf(await call('finishUpload', { uploadId }, headers))).toEqual({ code: 'upload_damaged' });
    expect((await call('finishUpload', { uploadId }, headers)).status).toBe(404);
  });

  it('lies sealed on the disk until it is whole', async () => {
    const headers = { ...own, cookie: await signIn('office') };
    const uploadId = await uploadIdOf(await begin('sealed.csv', `${table}sealed`, headers));
    await put(uploadId, 0, `${table}sealed`, headers);
    const [name = ''] = (await pieces()).filter((each) => each.startsWith(uploadId));
    expect((await readFile(join(app.dataDir, 'uploads', name))).includes(Buffer.from('李秀英'))).toBe(false);
    expect((await call('dropUpload', { uploadId }, headers)).status).toBe(200);
    expect((await pieces()).filter((each) => each.startsWith(uploadId))).toEqual([]);
  });

  it('a connection that breaks off in the middle of a piece leaves what came before', async () => {
    const headers = { ...own, cookie: await signIn('office') };
    const whole = `${table}half`;
    const uploadId = await uploadIdOf(await begin('half.csv', whole, headers));
    const broken = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(table));
        setTimeout(() => broken.abort(), 50);
      },
    });
    const sent = fetch(`${address}/api/imports/uploads/${uploadId}/0`, {
      method: 'PUT',
      headers,
      body,
      signal: broken.signal,
      duplex: 'half',
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    const again = (await (await begin('half.csv', whole, headers)).json()) as { result: { data: object } };
    expect(again.result.data).toEqual({ uploadId, received: 0 });
  });

  it('that nobody went on with for two days is swept away', async () => {
    const headers = { ...own, cookie: await signIn('office') };
    const uploadId = await uploadIdOf(await begin('left.csv', `${table}left`, headers));
    await put(uploadId, 0, `${table}left`, headers);
    const deps = { ...app, workDir: join(app.dataDir, 'work'), log: silentLog };
    await sweepUploads(deps);
    expect((await pieces()).some((name) => name.startsWith(uploadId))).toBe(true);
    const later = () => new Date(Math.max(Date.now(), app.now().getTime()) + 49 * 3_600_000);
    await sweepUploads({ ...deps, now: later });
    expect(await pieces()).toEqual([]);
    expect(await openUploads()).toBe(0);
  });

  it('whose row was never written, or is gone, is swept away; a file that a batch knows stays', async () => {
    const cookie = await signIn('office');
    const kept = await upload('kept.csv', `${table}kept`, { ...own, cookie });
    expect(kept.status).toBe(200);
    const folder = join(app.dataDir, 'uploads');
    const lost = `${randomUUID()}.sealed`;
    const before = (await readdir(folder)).filter((name) => name.endsWith('.sealed'));
    await writeFile(join(folder, lost), 'left by a killed process');
    const deps = { ...app, workDir: join(app.dataDir, 'work'), log: silentLog };
    await sweepUploads(deps);
    expect(await readdir(folder)).toContain(lost);
    await sweepUploads({ ...deps, now: () => new Date(Math.max(Date.now(), app.now().getTime()) + 49 * 3_600_000) });
    expect((await readdir(folder)).toSorted()).toEqual(before.filter((name) => name !== lost).toSorted());
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
