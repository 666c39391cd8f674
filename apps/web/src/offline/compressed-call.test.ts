import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressedCall } from './compressed-call.ts';

const work = JSON.stringify({
  commands: Array.from({ length: 40 }, (_, n) => ({ id: n, note: '老人在家，同意接种' })),
});
const init = { method: 'POST', headers: { 'x-device-token': 'token' }, body: work };

type Met = { packed: boolean; text: string };
/** @param answer what comes back, or a cut line */
const lineWith = (answer: (packed: boolean) => number | 'cut') => {
  const met: Met[] = [];
  const call = compressedCall(async (_url, { headers, body }) => {
    const packed = new Headers(headers).get('content-encoding') === 'gzip';
    expect(new Headers(headers).get('x-device-token')).toBe('token');
    const text =
      body instanceof ArrayBuffer ? gunzipSync(new Uint8Array(body)).toString() : typeof body === 'string' ? body : '';
    met.push({ packed, text });
    const status = answer(packed);
    if (status === 'cut') throw new TypeError('the line was cut');
    return new Response('{}', { status });
  });
  const send = (): Promise<number | 'cut'> =>
    call('/', init).then(
      ({ status }) => status,
      () => 'cut',
    );
  return { met, call, send, packed: () => met.map((one) => one.packed) };
};

test('a day of visits goes out compressed, and says the same', async () => {
  const { met, send } = lineWith(() => 200);
  expect(await send()).toBe(200);
  expect(met).toEqual([{ packed: true, text: work }]);
});

test('what fits into one packet goes out as it is', async () => {
  const { call, packed } = lineWith(() => 200);
  await call('/', { ...init, body: '{"commands":[]}' });
  expect(packed()).toEqual([false]);
});

test.each([400, 403, 411, 413, 415, 422, 501])(
  'something that answers %i to compressed calls gets this one plain at once, and all others of the session',
  async (status) => {
    const { met, send, packed } = lineWith((isPacked) => (isPacked ? status : 200));
    expect([await send(), await send()]).toEqual([200, 200]);
    expect(packed()).toEqual([true, false, false]);
    expect(met.every(({ text }) => text === work)).toBe(true);
  },
);

test('a call that is refused either way says nothing about compressing', async () => {
  let status = 400;
  const { send, packed } = lineWith(() => status);
  expect(await send()).toBe(400);
  status = 200;
  expect(await send()).toBe(200);
  expect(packed()).toEqual([true, false, true]);
});

test.each([401, 408, 429, 500, 502, 503])('after %i the engine waits; nothing is sent twice', async (status) => {
  const { send, packed } = lineWith(() => status);
  expect(await send()).toBe(status);
  expect(packed()).toEqual([true]);
});

test('something that cuts compressed calls is found out by what goes through in between', async () => {
  const { send, packed } = lineWith((isPacked) => (isPacked ? 'cut' : 200));
  const seen = [];
  for (let tries = 0; tries < 8; tries += 1) seen.push(await send());
  expect(seen).toEqual(['cut', 200, 'cut', 200, 'cut', 200, 200, 200]);
  expect(packed().slice(-2)).toEqual([false, false]);
});

test('a line that is cut now and then keeps its compressed calls', async () => {
  let tries = 0;
  const { send, packed } = lineWith(() => ((tries += 1) % 3 === 0 ? 'cut' : 200));
  for (let calls = 0; calls < 30; calls += 1) await send();
  expect(packed().slice(-6)).toContain(true);
});
