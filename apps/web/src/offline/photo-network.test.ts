import { CountyCode } from '@qiaomen/domain/area/area-code';
import { sendPhotos, type WaitingPhoto } from '@qiaomen/domain/photo/send-photos';
import { expect, test } from 'vitest';
import { photoNetwork } from './photo-network.ts';

const photo = (at: number): WaitingPhoto => ({
  id: `picture ${at}`,
  county: CountyCode.parse('222401'),
  commandId: '01890a5d-ac96-774b-bcce-b302099a8057',
  sha256: `${at}`.repeat(64),
  bytes: 10,
});
const answerOf = (body: object, status = 200) => new Response(JSON.stringify(body), { status });

/** Two pictures wait; `first` is how the server answers a piece of the first one. */
const sendTwo = async (first: () => Response) => {
  const kept: string[] = [];
  const call = async (url: string, { method }: RequestInit): Promise<Response> => {
    if (method === 'GET') return answerOf({ state: 'receiving', received: 0 });
    return url.includes(photo(1).sha256) ? first() : answerOf({ state: 'kept' });
  };
  const sent = sendPhotos({
    ...photoNetwork('token', { origin: '', call, longestMs: 1000 }),
    waiting: async () => [photo(1), photo(2)],
    read: async (_id, from, to) => new Uint8Array(to - from),
    kept: async (id) => void kept.push(id),
    refused: async () => undefined,
    delayed: async () => undefined,
    mayGoOn: () => true,
  });
  return { kept, outcome: await sent.catch(() => 'stopped' as const) };
};

test.each([400, 413, 500])('a picture the server answers with %i waits, and the next one goes', async (status) => {
  const { kept, outcome } = await sendTwo(() => answerOf({}, status));
  expect(outcome).toEqual({ settled: 1, left: 1 });
  expect(kept).toEqual(['picture 2']);
});

test.each([401, 403, 429, 502, 503])('after %i no other picture is tried: it would fare the same', async (status) => {
  const { kept, outcome } = await sendTwo(() => answerOf({}, status));
  expect(outcome).toBe('stopped');
  expect(kept).toEqual([]);
});

test('a guest network’s page in the place of an answer stops them all', async () => {
  const { kept, outcome } = await sendTwo(() => new Response('<html>sign in</html>'));
  expect(outcome).toBe('stopped');
  expect(kept).toEqual([]);
});
