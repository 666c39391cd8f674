import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeServer, openTablet, visitTo, wipeTablet, world, type Server, type Tablet } from '../testing/tablet.ts';
import { readUnsentFile } from '../features/devices/read-unsent-file.ts';
import { sendUnsentPhotos } from '../features/devices/send-unsent-file.ts';
import { makeShelf } from '../testing/photo-shelf.ts';
import { findMade, keepMade } from './made.ts';
import { setWifiOnly } from './photo-setting.ts';
import { readReport, tellServer } from './tell-server.ts';
import { makeUnsentFile } from './unsent-file.ts';
import { withdraw } from './withdraw.ts';

describe('a tablet and those who look after it', () => {
  let server: Server;
  let tablet: Tablet;
  let personId: string;
  beforeEach(async () => {
    server = makeServer();
    tablet = await openTablet(server);
    personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
  });
  afterEach(async () => {
    tablet.close();
    await wipeTablet();
    localStorage.clear();
  });
  const { deviceId, userId } = world.worker;
  /** As the door does it with a server key: a sealed copy beside the queue. */
  const record = async (): Promise<string> => {
    const { item } = await tablet.submit(visitTo(tablet, personId));
    const { id, deviceSeq: seq } = item.envelope;
    await tablet.database.sealedOutbox.put({ id, seq, deviceId, sealed: Uint8Array.of(1, 2, 3) });
    return id;
  };

  it('tells counts after an exchange, once until something changes, and hears that it was revoked', async () => {
    const told: unknown[] = [];
    let revoked = false;
    let heard = 0;
    const stop = tellServer({
      engine: tablet.engine,
      read: () => readReport(tablet.database, tablet.store, '0.1.0'),
      send: (report) => {
        told.push(report);
        return Promise.resolve({ revoked });
      },
      now: () => Date.parse(world.now),
      photos: tablet.photos,
      onRevoked: () => {
        heard += 1;
      },
    });
    const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
    await tablet.engine.trigger();
    await settled();
    await tablet.engine.trigger();
    await settled();
    expect(told).toMatchObject([{ made: 0, unsent: 0, attention: 0, here: 1, scope: 1 }]);
    revoked = true;
    await record();
    await tablet.engine.trigger();
    await settled();
    expect(told[1]).toMatchObject({ made: 1, unsent: 0 });
    expect(heard).toBe(1);
    stop();
  });

  it('sends what waits before it empties itself; what cannot be sent stays sealed', async () => {
    const first = await record();
    await tablet.engine.trigger();
    const second = await record();
    server.fates.push('network');
    await withdraw(tablet.database, tablet);
    expect(await tablet.database.replica.count()).toBe(0);
    expect(await tablet.database.sealedOutbox.toCollection().primaryKeys()).toEqual([second]);
    expect(first).not.toBe(second);
  });

  it('saves into a file what was not sent, and only that', async () => {
    await record();
    await tablet.engine.trigger();
    const unsent = await record();
    const file = await makeUnsentFile(tablet.database, userId, new Date(world.now));
    expect(file.name).toBe('qiaomen-2026-11-22.json');
    const read = await readUnsentFile(file.content);
    expect(read?.head).toMatchObject({ kind: 'qiaomen-unsent', userId, photos: 0 });
    expect(read?.head.tablets).toEqual([{ deviceId, items: [{ id: unsent, sealed: 'AQID' }] }]);
  });

  const jpeg = (size: number) => {
    const picture = new Uint8Array(size);
    crypto.getRandomValues(picture.subarray(0, 100));
    return picture;
  };
  const takePhoto = async (size: number): Promise<void> => {
    const id = await tablet.photos.add('form', jpeg(size), new Date(world.now));
    await tablet.submit({ ...visitTo(tablet, personId), photos: [id] });
  };

  it('saves pictures into the file too, whether their visits were sent or not, and the office carries them', async () => {
    await takePhoto(150_000);
    await tablet.engine.trigger();
    await takePhoto(10);
    const file = await makeUnsentFile(tablet.database, userId, new Date(world.now));
    expect(file.photos).toBe(2);
    const read = await readUnsentFile(file.content);
    const { shelf, network } = makeShelf();
    const progress: number[] = [];
    const carry = async () =>
      read === undefined
        ? null
        : sendUnsentPhotos(read.photos(), read.head.photos, network, (done) => progress.push(done));
    shelf.replies.push({ state: 'receiving', received: 0 }, { state: 'later', why: 'quota' });
    expect(await carry()).toEqual({ taken: 0, left: 2 });
    // the next day, the same file
    shelf.arrived.clear();
    expect(await carry()).toEqual({ taken: 2, left: 0 });
    expect(progress).toEqual([1, 2, 1, 2]);
    const rows = await tablet.database.photos.orderBy('id').toArray();
    expect([...shelf.arrived]).toEqual(rows.map(({ sha256, bytes }) => [sha256, bytes]));
    // they also stay here, for their own tablet to send
    expect(rows.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it('reads what is whole of a file that was cut off, and counts the rest as left', async () => {
    await takePhoto(500);
    await takePhoto(500);
    const { content } = await makeUnsentFile(tablet.database, userId, new Date(world.now));
    const read = await readUnsentFile(content.slice(0, content.size - 50));
    const { network } = makeShelf();
    if (read === undefined) throw new Error('not read');
    expect(await sendUnsentPhotos(read.photos(), read.head.photos, network, () => undefined)).toEqual({
      taken: 1,
      left: 1,
    });
    expect(await readUnsentFile(new Blob(['a letter\nof two lines']))).toBeUndefined();
  });

  it('taken back, sends its pictures after their visits, though the worker wanted Wi-Fi; what fails stays sealed', async () => {
    const { shelf, network } = makeShelf();
    tablet.close();
    tablet = await openTablet({ ...server, photos: network });
    setWifiOnly(true);
    await takePhoto(500);
    await takePhoto(500);
    await tablet.photos.add('open form', jpeg(9), new Date(world.now));
    shelf.replies.push(new Error('cut'), new Error('cut'));
    await withdraw(tablet.database, tablet);
    await expect(tablet.drainPhotos()).rejects.toThrow('cut');
    expect(await tablet.database.photos.count()).toBe(2);
    expect(await tablet.database.photoBytes.count()).toBe(2);
    await tablet.drainPhotos();
    expect(shelf.arrived.size).toBe(2);
    expect(await tablet.database.photos.count()).toBe(0);
    expect(await tablet.database.photoBytes.count()).toBe(0);
  });

  it('tells how many pictures wait, and once more when the last is away', async () => {
    const { network } = makeShelf();
    tablet.close();
    tablet = await openTablet({ ...server, photos: network });
    const told: number[] = [];
    const stop = tellServer({
      engine: tablet.engine,
      read: () => readReport(tablet.database, tablet.store, '0.1.0'),
      send: ({ photos }) => {
        told.push(photos);
        return Promise.resolve({ revoked: false });
      },
      now: () => Date.parse(world.now),
      photos: tablet.photos,
      onRevoked: () => undefined,
    });
    await takePhoto(500);
    await tablet.photos.count();
    await tablet.engine.trigger();
    await expect.poll(() => told.at(-1)).toBe(0);
    stop();
  });

  it('remembers how far it had counted where a cleared database does not reach', () => {
    expect(findMade(userId)).toBeNull();
    keepMade(userId, { deviceId, seq: 57 });
    expect(findMade(userId)).toEqual({ deviceId, seq: 57 });
    localStorage.setItem(`qiaomen.made.${userId}`, 'broken');
    expect(findMade(userId)).toBeNull();
  });
});
