import { expect, test } from 'vitest';
import { CountyCode } from '../area/area-code.ts';
import { photoPieceBytes, type PhotoFault, type PhotoReply } from './photo.ts';
import { sendPhotos, type PhotoPorts, type WaitingPhoto } from './send-photos.ts';

const county = CountyCode.parse('222401');
const photo = (id: string, bytes: number): WaitingPhoto => ({ id, bytes, county, commandId: id, sha256: id });

/** A server that keeps what it is sent, and a line that can be cut before or after a piece arrives. */
const makeWorld = (photos: WaitingPhoto[]) => {
  const held = new Map<string, number>();
  const settled: Record<string, 'kept' | PhotoFault> = {};
  const calls: string[] = [];
  const world = {
    held,
    settled,
    calls,
    known: new Set(photos.map(({ id }) => id)),
    faulty: new Set<string>(),
    isDeaf: false,
    cut: { at: -1, after: false },
    mayGoOn: true,
    /** pieces it takes before it says that it is enough */
    room: Number.POSITIVE_INFINITY,
    delays: [] as string[],
  };
  let sent = 0;
  const replyFor = (id: string, of: number): PhotoReply => {
    if (!world.known.has(id)) return { state: 'unknown' };
    const received = held.get(id) ?? 0;
    if (received < of) return { state: 'receiving', received };
    return world.faulty.has(id) ? { state: 'refused', fault: 'damaged' } : { state: 'kept' };
  };
  const sizeOf = (id: string): number => photos.find((one) => one.id === id)?.bytes ?? 0;
  const ports: PhotoPorts = {
    waiting: async () => photos.filter(({ id }) => settled[id] === undefined),
    read: async (_id, from, to) => new Uint8Array(to - from),
    ask: async ({ commandId }) => replyFor(commandId, sizeOf(commandId)),
    send: async ({ commandId }, { from, of, bytes }) => {
      if (sent >= world.room) return { state: 'later', why: 'quota' };
      sent += 1;
      calls.push(`${commandId} ${from}`);
      if (sent === world.cut.at && !world.cut.after) throw new Error('cut');
      if (!world.isDeaf && from === (held.get(commandId) ?? 0)) held.set(commandId, from + bytes.length);
      if (sent === world.cut.at) throw new Error('cut');
      return replyFor(commandId, of);
    },
    kept: async (id) => void (settled[id] = 'kept'),
    refused: async (id, fault) => void (settled[id] = fault),
    delayed: async (why) => void world.delays.push(why),
    mayGoOn: () => world.mayGoOn,
  };
  return { world, ports };
};
const piece = photoPieceBytes;

test('pictures go in pieces, one after another, and are settled when the server has the whole', async () => {
  const { world, ports } = makeWorld([photo('a', 2 * piece + 10), photo('b', 5)]);
  expect(await sendPhotos(ports)).toEqual({ settled: 2, left: 0 });
  expect(world.calls).toEqual(['a 0', `a ${piece}`, `a ${2 * piece}`, 'b 0']);
  expect(world.settled).toEqual({ a: 'kept', b: 'kept' });
});

test.each([
  ['before', false],
  ['after', true],
])('a line cut %s a piece has arrived goes on where the server stands', async (_when, after) => {
  const { world, ports } = makeWorld([photo('a', 3 * piece)]);
  world.cut = { at: 2, after };
  await expect(sendPhotos(ports)).rejects.toThrow('cut');
  expect(await sendPhotos(ports)).toEqual({ settled: 1, left: 0 });
  expect(world.held.get('a')).toBe(3 * piece);
  expect(world.calls.at(-1)).toBe(`a ${2 * piece}`);
  expect(world.calls.filter((call) => call === 'a 0')).toHaveLength(1);
});

test('one whose act the server does not know waits, and does not hold back the next', async () => {
  const { world, ports } = makeWorld([photo('early', 5), photo('b', 5)]);
  world.known.delete('early');
  expect(await sendPhotos(ports)).toEqual({ settled: 1, left: 1 });
  world.known.add('early');
  expect(await sendPhotos(ports)).toEqual({ settled: 1, left: 0 });
});

test('a refused one is settled with its reason, and does not hold back the next', async () => {
  const { world, ports } = makeWorld([photo('bad', 5), photo('b', 5)]);
  world.faulty.add('bad');
  await sendPhotos(ports);
  expect(world.settled).toEqual({ bad: 'damaged', b: 'kept' });
});

test('a server that never gets on is left alone until the next time', async () => {
  const { world, ports } = makeWorld([photo('a', 5)]);
  world.isDeaf = true;
  expect(await sendPhotos(ports)).toEqual({ settled: 0, left: 1 });
  expect(world.calls.length).toBeLessThan(5);
});

test('nothing is sent over a line that costs money', async () => {
  const { world, ports } = makeWorld([photo('a', 5), photo('b', 5)]);
  world.mayGoOn = false;
  expect(await sendPhotos(ports)).toEqual({ settled: 0, left: 2 });
  expect(world.calls).toEqual([]);
});

test('a server that has taken enough for today is left in peace, and the next day goes on from where it stood', async () => {
  const { world, ports } = makeWorld([photo('a', 2 * piece), photo('b', 5), photo('c', 5)]);
  world.room = 1;
  expect(await sendPhotos(ports)).toEqual({ settled: 0, left: 3 });
  expect(world.delays).toEqual(['quota']);
  expect(world.calls).toEqual(['a 0']);
  world.room = Number.POSITIVE_INFINITY;
  expect(await sendPhotos(ports)).toEqual({ settled: 3, left: 0 });
  expect(world.calls).toEqual(['a 0', `a ${piece}`, 'b 0', 'c 0']);
});
