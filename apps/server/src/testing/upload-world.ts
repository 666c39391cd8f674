/** An office over HTTP: two admins and a worker, and files that are sent as a browser sends them. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoFilesDir } from '../features/import/demo-files.ts';
import { importRoutes } from '../features/import/routes.ts';
import { testApp, testAreas } from './test-app.ts';
import { testServer } from './test-server.ts';

export const table = '姓名,公民身份号码,居住地区划代码\n李秀英,990101194403040021,222401100200\n';

export const hashOf = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex');

export const uploadIdOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { result: { data: { uploadId: string } } }).result.data.uploadId;

export const domainOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { error: { data: { domain: unknown } } }).error.data.domain;

export const uploadWorld = async () => {
  const app = await testApp();
  await mkdir(demoFilesDir(app.dataDir), { recursive: true });
  await writeFile(join(demoFilesDir(app.dataDir), 'population.csv'), table);
  await writeFile(join(demoFilesDir(app.dataDir), 'truth.csv'), 'secret');
  const server = await testServer(app, importRoutes, [
    { login: 'office', name: '金美兰', role: 'admin', areaCodes: [testAreas.prefecture], language: 'zh-CN' },
    { login: 'office2', name: '崔明浩', role: 'admin', areaCodes: [testAreas.prefecture], language: 'zh-CN' },
    { login: 'knocker', name: '朴顺姬', role: 'worker', areaCodes: [testAreas.village], language: 'ko' },
  ]);
  const { address, signIn } = server;

  const call = (procedure: string, input: object, headers: Record<string, string>): Promise<Response> =>
    server.post(`import.${procedure}`, input, headers);

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
