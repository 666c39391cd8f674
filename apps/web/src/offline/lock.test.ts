import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeServer, openTablet, visitTo, wipeTablet, world, type Server, type Tablet } from '../testing/tablet.ts';
import { FieldDatabase } from './database.ts';
import { derivePinKey } from './derive-pin-key.ts';
import { findToken, hasToken, keepToken } from './device-token.ts';
import { FieldStore } from './field-store.ts';
import { base64OfBytes, sealerFor } from './for-server.ts';
import { changePin, hasLock, setPin, unlock, type PinTools } from './lock.ts';
import { isWeakPin } from './pin.ts';
import { keyOf } from './seal.ts';
import { listStranded, sendStranded } from './stranded.ts';
import { wasEmptied } from './wipe.ts';

const { userId } = world.worker;
/** As dear as the real one is, a test would take minutes. */
const tools: PinTools = { derive: derivePinKey, costs: [{ kdf: 'argon2id', memoryKiB: 256, passes: 1 }] };
const pin = '482913';

describe('the lock of a tablet', () => {
  let server: Server;
  let tablet: Tablet;
  let database: FieldDatabase;

  beforeEach(async () => {
    server = makeServer();
    tablet = await openTablet(server);
    database = new FieldDatabase(userId);
  });
  afterEach(async () => {
    tablet.close();
    database.close();
    await wipeTablet();
  });

  const wrongTries = async (count: number) => {
    const states = [];
    for (let index = 0; index < count; index += 1) states.push(await unlock(database, userId, '000001', tools.derive));
    return states;
  };

  it('seals everything that is here anew when a PIN is chosen, and the key it lay under is gone', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    await tablet.submit(visitTo(tablet, personId));
    await tablet.drafts.save({ id: 'form', savedAt: world.now, value: { note: '门口有狗' } });
    await keepToken(database, await keyOf(database), { token: 'secret', outboxKey: 'key' });

    const key = await setPin(database, userId, pin, tools);

    expect(await hasLock(database)).toBe(true);
    expect(await database.meta.get('key')).toBeUndefined();
    expect(key.extractable).toBe(false);
    const store = new FieldStore(database, key);
    await store.refresh();
    expect(store.memory.replica.entries.size).toBe(1);
    expect(store.memory.items).toHaveLength(1);
    expect(await findToken(database, key)).toBe('secret');
    // what the old key opened it opens no more
    await expect(new FieldStore(database, tablet.key).refresh()).rejects.toThrow();
  });

  it('opens with the PIN and with no other, and a right PIN gives all tries back', async () => {
    await setPin(database, userId, pin, tools);
    expect(await wrongTries(2)).toEqual([
      { state: 'wrong', left: 9 },
      { state: 'wrong', left: 8 },
    ]);
    expect(await unlock(database, userId, pin, tools.derive)).toMatchObject({ state: 'open' });
    expect(await wrongTries(1)).toEqual([{ state: 'wrong', left: 9 }]);
  });

  it('does not open on another tablet: the PIN alone is half of the key', async () => {
    await setPin(database, userId, pin, tools);
    const other = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
    await database.meta.put({ key: 'deviceKey', value: other });
    expect(await unlock(database, userId, pin, tools.derive)).toEqual({ state: 'wrong', left: 9 });
  });

  it('takes a cheaper way where the tablet cannot afford the dear one, and remembers which', async () => {
    const costs = [{ kdf: 'argon2id', memoryKiB: 2, passes: 1 } as const, { kdf: 'pbkdf2', rounds: 1000 } as const];
    const derive: PinTools['derive'] = (text, salt, cost) =>
      cost.kdf === 'argon2id' ? Promise.reject(new Error('out of memory')) : derivePinKey(text, salt, cost);
    await setPin(database, userId, pin, { derive, costs });
    expect(await unlock(database, userId, pin, derive)).toMatchObject({ state: 'open' });
  });

  it('can be given another PIN without sealing anything anew', async () => {
    await setPin(database, userId, pin, tools);
    expect(await changePin(database, userId, { current: '111222', next: '739152' }, tools)).toEqual({
      state: 'wrong',
      left: 9,
    });
    expect(await changePin(database, userId, { current: pin, next: '739152' }, tools)).toEqual({ state: 'changed' });
    expect(await unlock(database, userId, pin, tools.derive)).toEqual({ state: 'wrong', left: 9 });
    expect(await unlock(database, userId, '739152', tools.derive)).toMatchObject({ state: 'open' });
  });

  it('loses its list after ten wrong PINs, and no unsent work: the server takes it at the next sign-in', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const pair = await webcrypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const outboxKey = base64OfBytes(new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey)));
    await keepToken(database, await keyOf(database), { token: 'secret', outboxKey });
    const key = await setPin(database, userId, pin, tools);
    const store = new FieldStore(database, key, await sealerFor(outboxKey, 'secret'));
    await store.refresh();
    const locked = { ...tablet, store };
    const { submit } = await import('./submit.ts');
    const clock = { now: () => new Date(world.now), elapsedMs: () => 1 };
    const { deviceId } = world.worker;
    const { item } = await submit(store, { userId, deviceId }, clock, visitTo(locked, personId));

    expect((await wrongTries(10)).at(-1)).toEqual({ state: 'wiped' });

    expect(await database.replica.count()).toBe(0);
    expect(await database.outbox.count()).toBe(0);
    expect(await hasToken(database)).toBe(false);
    expect(await wasEmptied(database)).toBe(true);
    const [kept] = await listStranded(database);
    expect(kept).toMatchObject({ id: item.envelope.id, seq: item.envelope.deviceSeq, deviceId });
    // nothing readable is left of whom it is about
    expect(new TextDecoder().decode(kept?.sealed)).not.toContain(personId);

    expect(
      await sendStranded(database, (_from, items) => Promise.resolve(items.map(({ id }) => ({ id, taken: false })))),
    ).toBe(1);
    const sent: string[] = [];
    const left = await sendStranded(database, (from, items) => {
      sent.push(from, ...items.map(({ id }) => id));
      return Promise.resolve(items.map(({ id }) => ({ id, taken: true })));
    });
    expect({ left, sent }).toEqual({ left: 0, sent: [deviceId, item.envelope.id] });
    expect(await listStranded(database)).toEqual([]);
  });

  it('refuses the PINs that are tried first', () => {
    for (const weak of ['000000', '123456', '987654', '121212', '135135']) expect(isWeakPin(weak), weak).toBe(true);
    for (const good of ['482913', '135792', '112358']) expect(isWeakPin(good), good).toBe(false);
  });
});
