/** An office over HTTP: two admins and a worker, and files that are sent as a browser sends them. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoFilesDir } from '../features/import/demo-files.ts';
import { importRoutes } from '../features/import/routes.ts';
import { createApp } from '../http.ts';
import { listen } from '../http/listen.ts';
import { memoryAttempts } from '../identity/attempts.ts';
import { createDemoUsers, demoPassword } from '../install/demo-users.ts';
import { silentLog } from '../log.ts';
import { testApp, testAreas } from './test-app.ts';

/** What a browser's own page says; another site cannot. */
export const own = { 'x-qiaomen': '1' };

export const table = '姓名,公民身份号码,居住地区划代码\n李秀英,990101194403040021,222401100200\n';

export const hashOf = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex');

export const uploadIdOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { result: { data: { uploadId: string } } }).result.data.uploadId;

export const domainOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { error: { data: { domain: unknown } } }).error.data.domain;

export const uploadWorld = async () => {
  const app = await testApp();
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
  const server = await listen(
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
  const address = `http://localhost:${server.port}`;

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

  const begin = (name: string, body: Buffer | string, headers: Record<string, string>): Promise<Response> =>
    call('beginUpload', { fileName: name, bytes: Buffer.byteLength(body), sha256: hashOf(body) }, headers);

  const put = (uploadId: string, offset: number, piece: Buffer | string, headers: Record<string, string>) =>
    fetch(`${address}/api/imports/uploads/${uploadId}/${offset}`, {
      method: 'PUT',
      headers,
      body: new Uint8Array(Buffer.from(piece)),
    });

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

  const close = async (): Promise<void> => {
    await server.drain();
    await app.close();
  };
  return { app, address, signIn, call, begin, put, upload, openUploads, pieces, close };
};

export type UploadWorld = Awaited<ReturnType<typeof uploadWorld>>;
