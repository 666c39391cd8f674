import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressReplies } from './compress-replies.ts';

const list = JSON.stringify(Array.from({ length: 500 }, (_, at) => ({ serial: at, village: '民富社区' })));
const app = express();
app.use(compressReplies);
app.get('/list', (_req, res) => {
  res.write(list.slice(0, 1000));
  res.end(list.slice(1000));
});
app.get('/word', (_req, res) => void res.send('ok'));
const server = createServer(app);

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (path: string, headers: Record<string, string>) =>
  new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, path, headers, agent: false }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => resolve({ encoding: reply.headers['content-encoding'], body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });

test('a list goes out at a tenth of its size to whoever can read that', async () => {
  const { encoding, body } = await get('/list', { 'accept-encoding': 'gzip, br' });
  expect(encoding).toBe('gzip');
  expect(gunzipSync(body).toString('utf8')).toBe(list);
  expect(body.length).toBeLessThan(Buffer.byteLength(list) / 5);
});

test('whoever cannot read it, and a short word, get it plain', async () => {
  expect(await get('/list', {})).toEqual({ encoding: undefined, body: Buffer.from(list) });
  expect(await get('/word', { 'accept-encoding': 'gzip' })).toEqual({ encoding: undefined, body: Buffer.from('ok') });
});
