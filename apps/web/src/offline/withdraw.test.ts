import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeServer, openTablet, visitTo, wipeTablet, world, type Server, type Tablet } from '../testing/tablet.ts';
import { findMade, keepMade } from './made.ts';
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
    expect(await withdraw(tablet.database, tablet)).toBe(1);
    expect(await tablet.database.replica.count()).toBe(0);
    expect(await tablet.database.sealedOutbox.toCollection().primaryKeys()).toEqual([second]);
    expect(first).not.toBe(second);
  });

  it('saves into a file what was not sent, and only that', async () => {
    await record();
    await tablet.engine.trigger();
    const unsent = await record();
    const file = await makeUnsentFile(tablet.database, userId, new Date(world.now));
    expect(file).toMatchObject({ kind: 'qiaomen-unsent', userId });
    expect(file.tablets).toEqual([{ deviceId, items: [{ id: unsent, sealed: 'AQID' }] }]);
  });

  it('remembers how far it had counted where a cleared database does not reach', () => {
    expect(findMade(userId)).toBeNull();
    keepMade(userId, { deviceId, seq: 57 });
    expect(findMade(userId)).toEqual({ deviceId, seq: 57 });
    localStorage.setItem(`qiaomen.made.${userId}`, 'broken');
    expect(findMade(userId)).toBeNull();
  });
});
